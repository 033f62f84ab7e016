import { Button, Flex, Tag } from 'antd'
import { type ReactNode, useState } from 'react'
import type { OperatorAccount } from '../../../shared/contract/desk'
import { operatorRoles } from '../../../shared/contract/roles'
import { server } from '../../server/server'
import type { ListColumn } from '../../ui/list/columns'
import type { ListFilter } from '../../ui/list/ListFilters'
import { ListPage } from '../../ui/list/ListPage'
import { formatMoment } from '../../words/moments'
import { roleNames } from '../../words/roles'
import type { SignedIn } from '../door/useStanding'
import { ManageModal, type Managing } from './ManageModal'
import { operatorTexts } from './words'

/** Who works at the desk. An administrator changes others, never themselves. */
export function Operators({ who }: { who: SignedIn }) {
  const texts = operatorTexts()
  const [managing, setManaging] = useState<Managing>()
  const [turn, setTurn] = useState(0)
  const isAdmin = who.operator.roles.includes('admin')
  const mayManage = ({ disabledAt, id }: OperatorAccount) => isAdmin && !disabledAt && id !== who.operator.id
  const create = isAdmin && (
    <Button type="primary" onClick={() => setManaging({ what: 'create' })}>
      {texts.create}
    </Button>
  )
  return (
    <>
      <ListPage<OperatorAccount>
        name="operators"
        source="desk.operators"
        title={texts.title}
        actions={create}
        rowKey={({ id }) => id}
        columns={columns((account) => mayManage(account) && <Manage account={account} onManage={setManaging} />)}
        filters={filters()}
        empty={texts.empty}
        turn={turn}
        ask={async ({ filters: wanted }) => {
          const { operators } = await server.desk.operators()
          return { items: operators.filter((account) => isWanted(account, wanted)), next: null }
        }}
      />
      {managing && (
        <ManageModal
          programmeId={who.operator.programmeId}
          managing={managing}
          onClose={() => setManaging(undefined)}
          onDone={() => setTurn(turn + 1)}
        />
      )}
    </>
  )
}

function filters(): ListFilter[] {
  const texts = operatorTexts()
  const roles = operatorRoles.map((value) => ({ value, label: roleNames()[value] }))
  const states = (['active', 'waiting', 'disabled'] as const).map((value) => ({ value, label: texts[value] }))
  return [
    { kind: 'text', name: 'q', placeholder: texts.search },
    { kind: 'choice', name: 'role', label: texts.roles, options: roles },
    { kind: 'choice', name: 'state', label: texts.state, options: states },
  ]
}

/** All operators come at once: there are as many of them as there are desks. */
function isWanted(account: OperatorAccount, { q = '', role, state }: Record<string, string>): boolean {
  const text = `${account.name} ${account.login ?? ''}`.toLowerCase()
  if (!text.includes(q.toLowerCase())) return false
  if (role && !account.roles.some((one) => one === role)) return false
  return !state || stateOf(account) === state
}

function Manage({ account, onManage }: { account: OperatorAccount; onManage: (managing: Managing) => void }) {
  const texts = operatorTexts()
  return (
    <Flex gap={8} justify="end">
      <Button size="small" onClick={() => onManage({ what: 'roles', account })}>
        {texts.changeRoles}
      </Button>
      {account.login && (
        <Button size="small" onClick={() => onManage({ what: 'enrolment', account })}>
          {texts.renew}
        </Button>
      )}
      <Button size="small" danger onClick={() => onManage({ what: 'disable', account })}>
        {texts.disable}
      </Button>
    </Flex>
  )
}

function columns(manage: (account: OperatorAccount) => ReactNode): ListColumn<OperatorAccount>[] {
  const texts = operatorTexts()
  const rolesOf = ({ roles }: OperatorAccount) => roles.map((role) => roleNames()[role])
  return [
    {
      key: 'name',
      title: texts.name,
      render: ({ name }) => name,
      cell: ({ name }) => name,
      sort: (one, other) => one.name.localeCompare(other.name),
    },
    {
      key: 'login',
      title: texts.login,
      width: 130,
      render: ({ login }) => login ?? <Tag>{texts.token}</Tag>,
      cell: ({ login }) => login,
    },
    {
      key: 'roles',
      title: texts.roles,
      width: 150,
      render: (account) => rolesOf(account).map((role) => <Tag key={role}>{role}</Tag>),
      cell: (account) => rolesOf(account).join('、'),
    },
    {
      key: 'state',
      title: texts.state,
      width: 90,
      render: (account) => <State account={account} />,
      cell: (account) => texts[stateOf(account)],
    },
    {
      key: 'since',
      title: texts.since,
      width: 170,
      render: ({ createdAt }) => <span className="figures">{formatMoment(createdAt)}</span>,
      cell: ({ createdAt }) => formatMoment(createdAt),
      sort: (one, other) => (one.createdAt < other.createdAt ? -1 : 1),
    },
    { key: 'manage', title: '', width: 244, align: 'right', render: manage },
  ]
}

function stateOf({ disabledAt, login, isEnrolled }: OperatorAccount): 'active' | 'waiting' | 'disabled' {
  if (disabledAt) return 'disabled'
  return login && !isEnrolled ? 'waiting' : 'active'
}

const stateColours = { active: 'green', waiting: 'gold', disabled: 'default' }

function State({ account }: { account: OperatorAccount }) {
  const state = stateOf(account)
  return <Tag color={stateColours[state]}>{operatorTexts()[state]}</Tag>
}
