import { Alert, Form, Input, Modal, Radio } from 'antd'
import type { VersionShown } from '../../../shared/contract/versions'
import { server } from '../../server/server'
import { useAction } from '../../server/useAction'
import { useWishKey } from '../../server/useWishKey'
import { NotDone } from '../../ui/NotDone'
import { ReasonField } from '../../ui/ReasonModal'
import { formatMoment } from '../../words/moments'
import { versionTexts } from './words'

interface Filled {
  when: 'atOnce' | 'later'
  publishAt?: string
  reason: string
}

/** Asks another person to publish a draft. A field for a time has no zone: what is typed is meant in Shanghai. */
export function SubmitModal({
  version,
  onClose,
  onDone,
}: {
  version: VersionShown
  onClose: () => void
  onDone: () => void
}) {
  const texts = versionTexts()
  const [form] = Form.useForm<Filled>()
  const when = Form.useWatch('when', form)
  const keyOf = useWishKey()
  const { act, isActing, sentence } = useAction(async ({ reason, ...filled }: Filled) => {
    const publishAt = filled.when === 'later' ? shanghaiMinuteOf(filled.publishAt ?? '') : undefined
    const body = { reason, publishAt }
    await server.versions.submit({ params: { versionId: version.id }, query: {}, body, key: keyOf(body) })
    onClose()
    onDone()
  })
  const ways = [
    { value: 'atOnce', label: texts.publishAtOnce },
    { value: 'later', label: texts.publishLater },
  ]
  const isToCome = (_: unknown, typed: string | undefined) =>
    typed && shanghaiMinuteOf(typed) > shanghaiNow() ? Promise.resolve() : Promise.reject(new Error(texts.timeNeeded))
  return (
    <Modal
      open
      title={texts.submitTitle(version.number)}
      onCancel={onClose}
      onOk={form.submit}
      okText={texts.submit}
      confirmLoading={isActing}
    >
      <Alert type="info" showIcon title={texts.submitText} style={{ marginBottom: 16 }} />
      <NotDone sentence={sentence} />
      <Form form={form} layout="vertical" requiredMark={false} onFinish={act} initialValues={{ when: 'atOnce' }}>
        <Form.Item name="when" label={texts.publishWhen}>
          <Radio.Group options={ways} />
        </Form.Item>
        {when === 'later' && (
          <Form.Item name="publishAt" label={texts.publishAt} extra={texts.shanghai} rules={[{ validator: isToCome }]}>
            <Input type="datetime-local" min={shanghaiNow().replace(' ', 'T')} style={{ width: 240 }} />
          </Form.Item>
        )}
        <ReasonField onSend={form.submit} autoFocus />
      </Form>
    </Modal>
  )
}

/** `2026-12-01T10:00` as a field has it, and as the contract does. */
function shanghaiMinuteOf(typed: string): string {
  return typed.replace('T', ' ').slice(0, 16)
}

function shanghaiNow(): string {
  return formatMoment(new Date().toISOString()).slice(0, 16)
}
