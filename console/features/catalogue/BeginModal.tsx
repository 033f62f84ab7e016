import { Alert, Form, Input, Modal, Radio } from 'antd'
import { useLocation } from 'wouter'
import { server } from '../../server/server'
import { useAction } from '../../server/useAction'
import { useWishKey } from '../../server/useWishKey'
import { NotDone } from '../../ui/NotDone'
import { versionTexts } from './words'

interface Filled {
  from: string
  note?: string
}

/** Begins a draft, from what is live, from nothing, or from the version that is given, and goes to it. */
export function BeginModal({ version, onClose }: { version?: { id: string; number: number }; onClose: () => void }) {
  const texts = versionTexts()
  const [, goTo] = useLocation()
  const [form] = Form.useForm<Filled>()
  const from = Form.useWatch('from', form)
  const keyOf = useWishKey()
  const { act, isActing, sentence } = useAction(async ({ from: start, note }: Filled) => {
    const body = { from: start, note: note || undefined }
    const { id } = await server.versions.begin({ body, key: keyOf(body) })
    onClose()
    goTo(`~/console/catalogue/${id}`)
  })
  const starts = [
    { value: 'live', label: texts.fromLive },
    { value: 'empty', label: texts.fromEmpty },
  ]
  return (
    <Modal
      open
      title={version ? texts.restoreTitle(version.number) : texts.beginTitle}
      onCancel={onClose}
      onOk={form.submit}
      confirmLoading={isActing}
    >
      <NotDone sentence={sentence} />
      {version && <Alert type="info" showIcon title={texts.restoreHint} style={{ marginBottom: 16 }} />}
      <Form form={form} layout="vertical" onFinish={act} initialValues={{ from: version?.id ?? 'live' }}>
        <Form.Item
          name="from"
          label={texts.from}
          hidden={version !== undefined}
          extra={from === 'empty' ? texts.fromEmptyHint : undefined}
        >
          <Radio.Group options={starts} />
        </Form.Item>
        <Form.Item name="note" label={texts.note} extra={texts.noteHint}>
          <Input maxLength={200} autoFocus onPressEnter={form.submit} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
