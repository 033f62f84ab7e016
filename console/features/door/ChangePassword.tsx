import { App, Form, Input, Modal, Typography } from 'antd'
import { useState } from 'react'
import { server } from '../../server/server'
import { useAction } from '../../server/useAction'
import { NotDone } from '../../ui/NotDone'
import { useUnsaved } from '../../ui/useUnsaved'
import { OneTimeCode } from './OneTimeCode'
import { doorWords } from './words'

interface Filled {
  password: string
  newPassword: string
  again: string
  oneTimeCode: string
}

/** Another password for who is signed in, by all that signing in asks for. Enter sends, Esc closes. */
export function ChangePassword({ onClose }: { onClose: () => void }) {
  const texts = doorWords()
  const [form] = Form.useForm<Filled>()
  const { message } = App.useApp()
  const [isTyped, setTyped] = useState(false)
  const { leave } = useUnsaved(isTyped, 'dialog')
  const { act, isActing, sentence } = useAction(async ({ password, newPassword, oneTimeCode }: Filled) => {
    const { ended } = await server.desk.changePassword({ body: { password, newPassword, oneTimeCode } })
    message.success(texts.changed(ended))
    onClose()
  })
  return (
    <Modal
      open
      title={texts.change}
      okText={texts.change}
      confirmLoading={isActing}
      onOk={form.submit}
      onCancel={() => leave(onClose)}
    >
      <Typography.Paragraph type="secondary">{texts.changeText}</Typography.Paragraph>
      <NotDone sentence={sentence} />
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={act}
        onValuesChange={() => setTyped(true)}
        validateTrigger="onBlur"
      >
        <Fields />
        <button type="submit" hidden />
      </Form>
    </Modal>
  )
}

function Fields() {
  const texts = doorWords()
  const required = { required: true, message: texts.required }
  return (
    <>
      <Form.Item name="password" label={texts.present} rules={[required]}>
        <Input.Password autoFocus autoComplete="current-password" />
      </Form.Item>
      <Form.Item
        name="newPassword"
        label={texts.another}
        extra={texts.passwordHint}
        rules={[
          required,
          { min: 12, message: texts.short },
          ({ getFieldValue }) => held((value) => value !== getFieldValue('password'), texts.same),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={128} />
      </Form.Item>
      <Form.Item
        name="again"
        label={texts.again}
        dependencies={['newPassword']}
        rules={[required, ({ getFieldValue }) => held((value) => value === getFieldValue('newPassword'), texts.unlike)]}
      >
        <Input.Password autoComplete="new-password" maxLength={128} />
      </Form.Item>
      <OneTimeCode />
    </>
  )
}

/** A rule of a field; an empty one is told so by its own rule. */
function held(isRight: (value: string) => boolean, sentence: string) {
  return {
    validator: (_: unknown, value: string | undefined) =>
      !value || isRight(value) ? Promise.resolve() : Promise.reject(new Error(sentence)),
  }
}
