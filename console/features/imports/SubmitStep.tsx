import { Alert, App, Button, Card, Checkbox, Flex, Form, Radio, Space } from 'antd'
import { useLocation } from 'wouter'
import type { ImportShown } from '../../../shared/contract/imports'
import { server } from '../../server/server'
import { useAction } from '../../server/useAction'
import { useWishKey } from '../../server/useWishKey'
import { NotDone } from '../../ui/NotDone'
import { ReasonField } from '../../ui/ReasonModal'
import { importTexts } from './words'

interface Filled {
  which: 'all' | 'onlyGood'
  replace?: boolean
  reason: string
}

/** The fourth step: all rows or, chosen in so many words, the good ones alone become a draft. */
export function SubmitStep({ shown: { id, counts }, onBack }: { shown: ImportShown; onBack: () => void }) {
  const texts = importTexts()
  const { message } = App.useApp()
  const [, goTo] = useLocation()
  const [form] = Form.useForm<Filled>()
  const which = Form.useWatch('which', form)
  const keyOf = useWishKey()
  const { act, isActing, sentence } = useAction(async ({ which: rows, replace, reason }: Filled) => {
    const onlyGood = rows === 'onlyGood'
    const body = { onlyGood, replace: replace === true && !onlyGood, reason }
    const { versionId } = await server.imports.submit({ params: { importId: id }, query: {}, body, key: keyOf(body) })
    message.success(texts.made)
    if (versionId) goTo(`~/console/catalogue/${versionId}`)
  })
  const wrong = counts?.wrong ?? 0
  const rows = counts?.rows ?? 0
  return (
    <Card title={texts.submitTitle}>
      <Alert type="info" showIcon title={texts.submitText} style={{ marginBottom: 16 }} />
      <NotDone sentence={sentence} />
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={act}
        initialValues={wrong === 0 ? { which: 'all' } : {}}
      >
        <Form.Item name="which" label={texts.which} rules={[{ required: true, message: texts.which }]}>
          <Radio.Group>
            <Space orientation="vertical">
              <Radio value="all" disabled={wrong > 0}>
                {wrong > 0 ? texts.allRefused(wrong) : texts.all(rows)}
              </Radio>
              {wrong > 0 && <Radio value="onlyGood">{texts.onlyGood(rows - wrong, wrong)}</Radio>}
            </Space>
          </Radio.Group>
        </Form.Item>
        <Form.Item
          name="replace"
          valuePropName="checked"
          extra={which === 'onlyGood' ? texts.replaceNotPartial : texts.replaceText}
        >
          <Checkbox disabled={which === 'onlyGood'}>{texts.replace}</Checkbox>
        </Form.Item>
        <ReasonField onSend={form.submit} />
        <Flex gap={8}>
          <Button onClick={onBack}>{texts.previous}</Button>
          <Button type="primary" htmlType="submit" loading={isActing}>
            {texts.make}
          </Button>
        </Flex>
      </Form>
    </Card>
  )
}
