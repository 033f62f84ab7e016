import { Form, Input, Modal } from 'antd'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { useAction } from '../server/useAction'
import { say, words } from '../words/words'
import { NotDone } from './NotDone'
import { useUnsaved } from './useUnsaved'

const texts = words({
  zh: { reason: '理由', hint: '至少四个字；会写入操作日志，请勿填写手机号或卡号' },
  en: { reason: 'Reason', hint: 'Four characters at least; it goes into the audit log, so no phone or card numbers' },
})

/** Asks for the reason of something, and does it: Enter with Ctrl sends, Esc closes. */
export function ReasonModal({
  title,
  okText,
  danger = false,
  children,
  onReason,
  onClose,
}: {
  title: string
  okText: string
  danger?: boolean
  children?: ReactNode
  /** Closing is left to it, so that it can show what came of it. */
  onReason: (reason: string) => Promise<void>
  onClose: () => void
}) {
  const [form] = Form.useForm<{ reason: string }>()
  const [isTyped, setTyped] = useState(false)
  const { leave } = useUnsaved(isTyped, 'dialog')
  const { act, isActing, sentence } = useAction(({ reason }: { reason: string }) => onReason(reason))
  return (
    <Modal
      open
      title={title}
      okText={okText}
      okButtonProps={{ danger }}
      confirmLoading={isActing}
      onOk={form.submit}
      onCancel={() => leave(onClose)}
    >
      {children}
      <NotDone sentence={sentence} />
      <Form form={form} layout="vertical" onFinish={act} requiredMark={false} onValuesChange={() => setTyped(true)}>
        <ReasonField onSend={form.submit} autoFocus />
      </Form>
    </Modal>
  )
}

/**
 * The reason in a form, which stands in the audit log for ever. Its height is fixed: antd measures one that grows with a style
 * attribute, which the page's policy keeps out.
 */
export function ReasonField({ onSend, autoFocus }: { onSend: () => void; autoFocus?: boolean }) {
  const { reason, hint } = say(texts)
  const sendOnCtrlEnter = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSend()
  }
  return (
    <Form.Item
      name="reason"
      label={reason}
      extra={hint}
      rules={[{ required: true, min: 4, whitespace: true, message: hint }]}
    >
      <Input.TextArea maxLength={300} rows={3} autoFocus={autoFocus} onKeyDown={sendOnCtrlEnter} />
    </Form.Item>
  )
}
