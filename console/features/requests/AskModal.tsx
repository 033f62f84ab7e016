import { Alert, App, Button, Flex, Form, Modal, Skeleton, Typography } from 'antd'
import { type ReactNode, useState } from 'react'
import type { RequestAsked } from '../../../shared/contract/requests'
import { refusalWords } from '../../../shared/words/refusals'
import { server } from '../../server/server'
import { useAction } from '../../server/useAction'
import { useAnswer } from '../../server/useAnswer'
import { useWishKey } from '../../server/useWishKey'
import { NotDone } from '../../ui/NotDone'
import { ReasonField } from '../../ui/ReasonModal'
import { useUnsaved } from '../../ui/useUnsaved'
import { say } from '../../words/words'
import { ChangeTable } from './ChangeTable'
import { requestTexts } from './words'

interface Asking<Filled> {
  title: string
  /** The fields of this kind; none where everything is known already. */
  children?: ReactNode
  /** What is shown above the fields. */
  about?: ReactNode
  initial?: Partial<Filled>
  asked: (filled: Filled) => RequestAsked
  onClose: () => void
  onMade?: () => void
}

/**
 * Asks for a change that another operator has to approve: first what is wanted, then what it would change, then the reason.
 * Enter goes on, Esc closes, and what was typed is not lost without a question.
 */
export function AskModal<Filled extends object>(asking: Asking<Filled>) {
  const { title, children, about, initial, asked, onClose } = asking
  const texts = requestTexts()
  const [form] = Form.useForm<Filled & { reason: string }>()
  const [wanted, setWanted] = useState<RequestAsked | null>(children ? null : asked({} as Filled))
  const [isTyped, setTyped] = useState(false)
  const { leave } = useUnsaved(isTyped, 'dialog')
  const { act, isActing, sentence } = useMake(asking)
  const next = (filled: Filled & { reason: string }) => (wanted ? act({ wanted, ...filled }) : setWanted(asked(filled)))
  const footer = (
    <Flex justify="flex-end" gap={8}>
      {wanted && children && <Button onClick={() => setWanted(null)}>{texts.change}</Button>}
      <Button onClick={() => leave(onClose)}>{texts.cancel}</Button>
      <Button type="primary" loading={isActing} onClick={form.submit}>
        {wanted ? texts.ask : texts.preview}
      </Button>
    </Flex>
  )
  return (
    <Modal open title={title} footer={footer} onCancel={() => leave(onClose)} width={600}>
      {about}
      <NotDone sentence={sentence} />
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={initial}
        onFinish={next}
        onValuesChange={() => setTyped(true)}
      >
        <div hidden={wanted !== null}>{children}</div>
        {wanted && (
          <>
            <Preview wanted={wanted} />
            <ReasonField onSend={form.submit} autoFocus />
          </>
        )}
        <button type="submit" hidden />
      </Form>
    </Modal>
  )
}

function useMake<Filled>({ onClose, onMade }: Asking<Filled>) {
  const texts = requestTexts()
  const { message } = App.useApp()
  const keyOf = useWishKey()
  return useAction(async ({ wanted, reason }: { wanted: RequestAsked; reason: string }) => {
    const body = { asked: wanted, reason }
    await server.operators.makeRequest({ body, key: keyOf(body) })
    message.success(texts.made)
    onMade?.()
    onClose()
  })
}

function Preview({ wanted }: { wanted: RequestAsked }) {
  const texts = requestTexts()
  const name = JSON.stringify(wanted)
  const { data, error } = useAnswer(name, () => server.operators.previewRequest({ body: { asked: wanted } }))
  if (error !== undefined) return <NotDone sentence={texts.noPreview} />
  if (!data) return <Skeleton active title={false} />
  const against = data.obstacle && (
    <Alert type="warning" showIcon title={texts.obstacle} description={say(refusalWords[data.obstacle])} />
  )
  return (
    <div style={{ marginBottom: 16 }}>
      <Typography.Paragraph type="secondary">{texts.wouldChange}</Typography.Paragraph>
      {against ?? <ChangeTable changes={data.changes} />}
    </div>
  )
}
