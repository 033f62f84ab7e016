import { Alert, App, Button, Checkbox, Form, Input, Modal, Typography } from 'antd'
import { useState } from 'react'
import type { OperatorAccount } from '../../../shared/contract/desk'
import type { RequestAsked } from '../../../shared/contract/requests'
import { needsSecondPerson, type OperatorRole, operatorRoles } from '../../../shared/contract/roles'
import { server } from '../../server/server'
import { useAction } from '../../server/useAction'
import { useWishKey } from '../../server/useWishKey'
import { NotDone } from '../../ui/NotDone'
import { formatMoment } from '../../words/moments'
import { roleNames } from '../../words/roles'
import { operatorTexts } from './words'

export type Managing = { what: 'create' } | { what: 'roles' | 'enrolment' | 'disable'; account: OperatorAccount }

interface Filled {
  name: string
  login: string
  roles: OperatorRole[]
  reason: string
}

interface Code {
  login: string
  enrolmentCode: string
  enrolmentUntil: string
}

/** One change of an account, with its reason; a new code is shown before the dialog can be closed. */
export function ManageModal({
  managing,
  programmeId,
  onClose,
  onDone,
}: {
  managing: Managing
  /** Of the administrator: theirs are the accounts that they open. */
  programmeId: string
  onClose: () => void
  onDone: () => void
}) {
  const texts = operatorTexts()
  const [code, setCode] = useState<Code>()
  const [form] = Form.useForm<Filled>()
  const { message } = App.useApp()
  const keyOf = useWishKey()
  const { act, isActing, sentence } = useAction(async (filled: Filled) => {
    const asked = askedOf(managing, filled, programmeId)
    if (asked) {
      const body = { asked, reason: filled.reason }
      await server.operators.makeRequest({ body, key: keyOf(body) })
      message.success(texts.asked)
      return onClose()
    }
    const made = await done(managing, filled)
    onDone()
    if (made) setCode({ ...made, login: made.operator.login ?? '' })
    else onClose()
  })
  const titles = { create: texts.create, roles: texts.changeRoles, enrolment: texts.renew, disable: texts.disable }
  const title = 'account' in managing ? `${titles[managing.what]} · ${managing.account.name}` : titles.create
  if (code) return <CodeModal code={code} onClose={onClose} />
  return (
    <Modal
      open
      title={title}
      onCancel={onClose}
      onOk={form.submit}
      confirmLoading={isActing}
      okButtonProps={{ danger: managing.what === 'disable' }}
    >
      <NotDone sentence={sentence} />
      {managing.what !== 'disable' && <Alert type="info" title={texts.twoPersons} style={{ marginBottom: 16 }} />}
      {managing.what === 'disable' && (
        <Alert type="warning" showIcon title={texts.disableText} style={{ marginBottom: 16 }} />
      )}
      <Form form={form} layout="vertical" onFinish={act} initialValues={'account' in managing ? managing.account : {}}>
        <Fields what={managing.what} />
      </Form>
    </Modal>
  )
}

function Fields({ what }: { what: Managing['what'] }) {
  const texts = operatorTexts()
  const required = { required: true, message: texts.required }
  const options = operatorRoles.map((role) => ({ value: role, label: roleNames()[role] }))
  return (
    <>
      {what === 'create' && (
        <>
          <Form.Item name="name" label={texts.name} rules={[required]}>
            <Input maxLength={64} autoFocus />
          </Form.Item>
          <Form.Item
            name="login"
            label={texts.login}
            rules={[{ required: true, pattern: /^[a-z][a-z0-9.-]{2,31}$/, message: texts.loginHint }]}
          >
            <Input autoComplete="off" />
          </Form.Item>
        </>
      )}
      {(what === 'create' || what === 'roles') && (
        <Form.Item name="roles" label={texts.roles} rules={[required]}>
          <Checkbox.Group options={options} />
        </Form.Item>
      )}
      <Form.Item
        name="reason"
        label={texts.reason}
        extra={texts.reasonShort}
        rules={[{ required: true, min: 4, message: texts.reasonShort }]}
      >
        <Input.TextArea maxLength={300} />
      </Form.Item>
    </>
  )
}

/** What somebody else has to approve; null where one person is enough: for who only reads, and to take something away. */
function askedOf(managing: Managing, { name, login, roles }: Filled, programmeId: string): RequestAsked | null {
  if (managing.what === 'create')
    return needsSecondPerson(roles) ? { kind: 'open_account', payload: { name, login, roles, programmeId } } : null
  const { account, what } = managing
  const who = { operatorId: account.id, name: account.name }
  if (what === 'enrolment')
    return account.isEnrolled || needsSecondPerson(account.roles) ? { kind: 'renew_enrolment', payload: who } : null
  const given = what === 'roles' ? roles.filter((role) => !account.roles.includes(role)) : []
  return needsSecondPerson(given) ? { kind: 'change_roles', payload: { ...who, roles } } : null
}

async function done(managing: Managing, { name, login, roles, reason }: Filled) {
  if (managing.what === 'create') return server.desk.createOperator({ body: { name, login, roles, reason } })
  const params = { operatorId: managing.account.id }
  if (managing.what === 'enrolment') return server.desk.renewEnrolment({ params, body: { reason } })
  if (managing.what === 'roles') await server.desk.changeRoles({ params, body: { roles, reason } })
  else await server.desk.disableOperator({ params, body: { reason } })
  return null
}

function CodeModal({ code, onClose }: { code: Code; onClose: () => void }) {
  const texts = operatorTexts()
  const footer = (
    <Button type="primary" onClick={onClose}>
      {texts.done}
    </Button>
  )
  return (
    <Modal open title={texts.codeTitle} closable={false} footer={footer}>
      <Typography.Paragraph>{texts.codeText(code.login, formatMoment(code.enrolmentUntil))}</Typography.Paragraph>
      <Typography.Title level={3} copyable>
        {code.enrolmentCode}
      </Typography.Title>
    </Modal>
  )
}
