import { Button, Form, Input } from 'antd'
import { server } from '../../server/server'
import { useAction } from '../../server/useAction'
import { NotDone } from '../../ui/NotDone'
import { OneTimeCode } from './OneTimeCode'
import type { SignedIn } from './useStanding'
import { doorWords } from './words'

export function SignIn({ onSignedIn, onFirst }: { onSignedIn: (who: SignedIn) => void; onFirst: () => void }) {
  const texts = doorWords()
  const rules = [{ required: true, message: texts.required }]
  const { act, isActing, sentence } = useAction(
    async (body: { login: string; password: string; oneTimeCode: string }) => {
      onSignedIn(await server.desk.signIn({ body }))
    },
  )
  return (
    <Form layout="vertical" onFinish={act} requiredMark={false}>
      <NotDone sentence={sentence} />
      <Form.Item name="login" label={texts.login} rules={rules}>
        <Input autoFocus autoComplete="username" />
      </Form.Item>
      <Form.Item name="password" label={texts.password} rules={rules}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <OneTimeCode />
      <Button type="primary" htmlType="submit" block loading={isActing}>
        {texts.signIn}
      </Button>
      <Button type="link" block onClick={onFirst} style={{ marginTop: 8, whiteSpace: 'normal', height: 'auto' }}>
        {texts.first}
      </Button>
    </Form>
  )
}
