import { Alert, Button, Card, Flex, Form, Typography } from 'antd'
import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import type { RequestAsked } from '../../../shared/contract/requests'
import { refusalWords } from '../../../shared/words/refusals'
import { server } from '../../server/server'
import { useAction } from '../../server/useAction'
import { useAnswer } from '../../server/useAnswer'
import { useWishKey } from '../../server/useWishKey'
import { NotDone } from '../../ui/NotDone'
import { ReasonField } from '../../ui/ReasonModal'
import { say } from '../../words/words'
import { ChangeTable } from '../requests/ChangeTable'
import { programmeTexts } from './words'

/** Asked for when typing has paused. */
const pauseMs = 500

/** What a draft says otherwise than the version from which it takes over, before and after. */
export function Difference({ asked }: { asked: RequestAsked | null }) {
  const texts = programmeTexts()
  const settled = useSettled(asked, pauseMs)
  const { data } = useAnswer(JSON.stringify(settled), () =>
    settled ? server.operators.previewRequest({ body: { asked: settled } }) : Promise.resolve(undefined),
  )
  const differs = data?.changes.some(({ field }) => !/^(rule|terms)\.(version|since)$/.test(field))
  return (
    <Card size="small" title={texts.difference}>
      {!settled && <Typography.Text type="secondary">{texts.differenceWaits}</Typography.Text>}
      {settled && data?.obstacle && (
        <Alert type="warning" showIcon title={texts.obstacle} description={say(refusalWords[data.obstacle])} />
      )}
      {settled && data && !data.obstacle && (
        <Flex vertical gap={12}>
          {!differs && <Alert type="info" showIcon title={texts.unchanged} />}
          <ChangeTable changes={data.changes} />
        </Flex>
      )}
    </Card>
  )
}

function useSettled<T>(value: T, afterMs: number): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), afterMs)
    return () => clearTimeout(timer)
  }, [value, afterMs])
  return settled
}

export function AskForPublication({ asked, onAsked }: { asked: RequestAsked; onAsked: () => void }) {
  const texts = programmeTexts()
  const [, goTo] = useLocation()
  const [form] = Form.useForm<{ reason: string }>()
  const keyOf = useWishKey()
  const { act, isActing, sentence } = useAction(async ({ reason }: { reason: string }) => {
    const body = { asked, reason }
    const { id } = await server.operators.makeRequest({ body, key: keyOf(body) })
    onAsked()
    goTo(`~/console/requests/${id}`, { replace: true })
  })
  return (
    <Card size="small">
      <Typography.Paragraph type="secondary">{texts.asks}</Typography.Paragraph>
      <NotDone sentence={sentence} />
      <Form form={form} layout="vertical" onFinish={act} requiredMark={false}>
        <ReasonField onSend={form.submit} />
        <Button type="primary" htmlType="submit" loading={isActing}>
          {texts.ask}
        </Button>
      </Form>
    </Card>
  )
}
