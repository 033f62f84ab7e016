import { Button, Flex, Form, Input, QRCode, Typography } from 'antd'
import { useState } from 'react'
import { server } from '../../server/server'
import { useAction } from '../../server/useAction'
import { NotDone } from '../../ui/NotDone'
import { OneTimeCode } from './OneTimeCode'
import type { SignedIn } from './useStanding'
import { doorWords } from './words'

interface Chosen {
  login: string
  enrolmentCode: string
  otpauthUrl: string
  secret: string
}

/** Two steps: a password by the enrolment code, then the authenticator. */
export function Enrol({ onSignedIn, onBack }: { onSignedIn: (who: SignedIn) => void; onBack: () => void }) {
  const [chosen, setChosen] = useState<Chosen>()
  return chosen ? (
    <Authenticator chosen={chosen} onSignedIn={onSignedIn} />
  ) : (
    <Choose onChosen={setChosen} onBack={onBack} />
  )
}

function Choose({ onChosen, onBack }: { onChosen: (chosen: Chosen) => void; onBack: () => void }) {
  const texts = doorWords()
  const rules = [{ required: true, message: texts.required }]
  const { act, isActing, sentence } = useAction(
    async (body: { login: string; enrolmentCode: string; password: string }) => {
      onChosen({ ...body, ...(await server.desk.enrol({ body })) })
    },
  )
  return (
    <Form layout="vertical" onFinish={act} requiredMark={false}>
      <NotDone sentence={sentence} />
      <Form.Item name="login" label={texts.login} rules={rules}>
        <Input autoFocus autoComplete="username" />
      </Form.Item>
      <Form.Item name="enrolmentCode" label={texts.enrolmentCode} extra={texts.enrolmentHint} rules={rules}>
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item name="password" label={texts.newPassword} extra={texts.passwordHint} rules={rules}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={isActing}>
        {texts.next}
      </Button>
      <Button type="link" block onClick={onBack} style={{ marginTop: 8 }}>
        {texts.back}
      </Button>
    </Form>
  )
}

function Authenticator({ chosen, onSignedIn }: { chosen: Chosen; onSignedIn: (who: SignedIn) => void }) {
  const texts = doorWords()
  const { login, enrolmentCode, otpauthUrl, secret } = chosen
  const { act, isActing, sentence } = useAction(async ({ oneTimeCode }: { oneTimeCode: string }) => {
    onSignedIn(await server.desk.confirmEnrolment({ body: { login, enrolmentCode, oneTimeCode } }))
  })
  return (
    <Form layout="vertical" onFinish={act} requiredMark={false}>
      <NotDone sentence={sentence} />
      <Typography.Paragraph>{texts.scan}</Typography.Paragraph>
      <Flex justify="center" style={{ marginBottom: 16 }}>
        <QRCode value={otpauthUrl} type="svg" bgColor="#ffffff" color="#000000" />
      </Flex>
      <Typography.Paragraph type="secondary">
        {texts.typed}:{' '}
        <Typography.Text code copyable>
          {secret}
        </Typography.Text>
      </Typography.Paragraph>
      <OneTimeCode />
      <Button type="primary" htmlType="submit" block loading={isActing}>
        {texts.finish}
      </Button>
    </Form>
  )
}
