import { Button, Space, Table, Tag } from 'antd'
import { useState } from 'react'
import type { OperatorAccount } from '../../../shared/contract/desk'
import { server } from '../../server/server'
import { useAnswer } from '../../server/useAnswer'
import { DeskPage } from '../../ui/DeskPage'
import { formatMoment } from '../../words/moments'
import { roleNames } from '../../words/roles'
import type { SignedIn } from '../door/useStanding'
import { ManageModal, type Managing } from './ManageModal'
import { operatorTexts } from './words'

/** Who works at the desk. An administrator changes others, never themselves. */
export function Operators({ who }: { who: SignedIn }) {
  const texts = operatorTexts()
  const [managing, setManaging] = useState<Managing>()
  const { data, error, isLoading, reload } = useAnswer('operators', () => server.desk.operators())
  const isAdmin = who.operator.roles.includes('admin')
  const actions = (account: OperatorAccount) => {
    if (!isAdmin || account.disabledAt || account.id === who.operator.id) return null
    return (
      <Space>
        <Button size="small" onClick={() => setManaging({ what: 'roles', account })}>
          {texts.changeRoles}
        </Button>
        {account.login && (
          <Button size="small" onClick={() => setManaging({ what: 'enrolment', account })}>
            {texts.renew}
          </Button>
        )}
        <Button size="small" danger onClick={() => setManaging({ what: 'disable', account })}>
          {texts.disable}
        </Button>
      </Space>
    )
  }
  const create = isAdmin && (
    <Button type="primary" onClick={() => setManaging({ what: 'create' })}>
      {texts.create}
    </Button>
  )
  return (
    <DeskPage title={texts.title} actions={create} error={error} onRetry={reload}>
      <Table<OperatorAccount>
        rowKey="id"
        dataSource={data?.operators ?? []}
        loading={isLoading}
        pagination={false}
        locale={{ emptyText: texts.empty }}
        columns={[
          { title: texts.name, dataIndex: 'name' },
          { title: texts.login, render: (_, { login }) => login ?? <Tag>{texts.token}</Tag> },
          {
            title: texts.roles,
            render: (_, { roles }) => roles.map((role) => <Tag key={role}>{roleNames()[role]}</Tag>),
          },
          { title: texts.state, render: (_, account) => <State account={account} /> },
          { title: texts.since, className: 'figures', render: (_, { createdAt }) => formatMoment(createdAt) },
          { render: (_, account) => actions(account) },
        ]}
      />
      {managing && <ManageModal managing={managing} onClose={() => setManaging(undefined)} onDone={reload} />}
    </DeskPage>
  )
}

function State({ account: { disabledAt, login, isEnrolled } }: { account: OperatorAccount }) {
  const texts = operatorTexts()
  if (disabledAt) return <Tag>{texts.disabled}</Tag>
  return login && !isEnrolled ? <Tag color="gold">{texts.waiting}</Tag> : <Tag color="green">{texts.active}</Tag>
}
