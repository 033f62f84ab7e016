import { Form, Input } from 'antd'
import { doorWords } from './words'

export function OneTimeCode() {
  const texts = doorWords()
  return (
    <Form.Item
      name="oneTimeCode"
      label={texts.code}
      extra={texts.codeHint}
      rules={[{ required: true, pattern: /^\d{6}$/, message: texts.sixDigits }]}
    >
      <Input inputMode="numeric" autoComplete="one-time-code" maxLength={6} className="figures" />
    </Form.Item>
  )
}
