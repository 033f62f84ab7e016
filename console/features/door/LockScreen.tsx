import { Button, Form, Input, Modal, Typography } from 'antd'
import { server } from '../../server/server'
import { useAction } from '../../server/useAction'
import { NotDone } from '../../ui/NotDone'
import { doorWords } from './words'

/** Over the page, which stays as it was. */
export function LockScreen({ name, onUnlocked }: { name: string; onUnlocked: () => void }) {
  const texts = doorWords()
  const { act, isActing, sentence } = useAction(async (body: { password: string }) => {
    await server.desk.unlock({ body })
    onUnlocked()
  })
  const styles = { mask: { backdropFilter: 'blur(14px)' } }
  return (
    <Modal
      open
      title={texts.locked}
      closable={false}
      footer={null}
      keyboard={false}
      mask={{ closable: false }}
      styles={styles}
    >
      <Typography.Paragraph>{texts.lockedText(name)}</Typography.Paragraph>
      <NotDone sentence={sentence} />
      <Form layout="vertical" onFinish={act} requiredMark={false}>
        <Form.Item name="password" label={texts.password} rules={[{ required: true, message: texts.required }]}>
          <Input.Password autoFocus autoComplete="current-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={isActing}>
          {texts.unlock}
        </Button>
      </Form>
    </Modal>
  )
}
