import { Tag } from 'antd'
import { useState } from 'react'
import { Link } from 'wouter'
import { type RequestRow, type RequestState, requestKind, requestState } from '../../../shared/contract/requests'
import { server } from '../../server/server'
import { BatchModal } from '../../ui/list/BatchModal'
import type { ListColumn } from '../../ui/list/columns'
import { ListPage } from '../../ui/list/ListPage'
import { sortAs } from '../../ui/list/sort'
import { formatMoment } from '../../words/moments'
import type { SignedIn } from '../door/useStanding'
import { mayApprove } from './mayApprove'
import { substanceOf } from './substance'
import { requestTexts } from './words'

export const stateColours: Record<RequestState, string> = {
  open: 'gold',
  approved: 'green',
  rejected: 'red',
  withdrawn: 'default',
  failed: 'red',
}

interface Deciding {
  what: 'reject' | 'withdraw'
  rows: RequestRow[]
}

/** Open ones first. Approving is done on a request's own page, where its changes are seen. */
export function RequestList({ who }: { who: SignedIn }) {
  const texts = requestTexts()
  const [deciding, setDeciding] = useState<Deciding>()
  const [turn, setTurn] = useState(0)
  const { id, roles } = who.operator
  const isOwn = ({ madeBy }: RequestRow) => madeBy.id === id
  const isOpen = ({ state }: RequestRow) => state === 'open'
  const reject = {
    label: texts.rejectAll,
    danger: true,
    fits: (row: RequestRow) => isOpen(row) && !isOwn(row) && mayApprove(row.kind, roles),
    act: (rows: RequestRow[]) => setDeciding({ what: 'reject', rows }),
  }
  const withdraw = {
    label: texts.withdrawAll,
    fits: (row: RequestRow) => isOpen(row) && isOwn(row),
    act: (rows: RequestRow[]) => setDeciding({ what: 'withdraw', rows }),
  }
  const mayAsk = (['maker', 'support', 'risk', 'admin'] as const).some((role) => roles.includes(role))
  const states = [
    ...requestState.options.map((value) => ({ value: value as string, label: texts.states[value] })),
    { value: 'all', label: texts.all },
  ]
  const kinds = requestKind.options.map((value) => ({ value, label: texts.kinds[value] }))
  const mine = [{ value: 'yes', label: texts.mine }]
  return (
    <>
      <ListPage<RequestRow>
        name="requests"
        source="operators.requests"
        title={texts.title}
        rowKey={(row) => row.id}
        columns={columns()}
        filters={[
          { kind: 'choice', name: 'state', label: texts.state, options: states, initial: 'open' },
          { kind: 'choice', name: 'kind', label: texts.kind, options: kinds },
          ...(mayAsk ? [{ kind: 'choice' as const, name: 'mine', label: texts.by, options: mine }] : []),
        ]}
        batch={[
          ...(roles.includes('checker') || roles.includes('admin') ? [reject] : []),
          ...(mayAsk ? [withdraw] : []),
        ]}
        empty={texts.empty}
        turn={turn}
        ask={async ({ filters, sort, cursor }) => {
          const query = {
            state: requestState.safeParse(filters.state || 'open').data,
            kind: requestKind.safeParse(filters.kind).data,
            mine: filters.mine === 'yes' ? ('yes' as const) : undefined,
            sort: sortAs(sort, ['madeAt', 'kind', 'decidedAt']),
            cursor,
          }
          const { requests, next } = await server.operators.requests({ query })
          return { items: requests, next }
        }}
      />
      {deciding && <DecideAll {...deciding} onClose={() => setDeciding(undefined)} onDone={() => setTurn(turn + 1)} />}
    </>
  )
}

function DecideAll({ what, rows, ...rest }: Deciding & { onClose: () => void; onDone: () => void }) {
  const texts = requestTexts()
  const title = what === 'reject' ? texts.rejectAll(rows.length) : texts.withdrawAll(rows.length)
  return (
    <BatchModal<RequestRow>
      title={title}
      okText={what === 'reject' ? texts.reject : texts.withdraw}
      danger={what === 'reject'}
      rows={rows}
      nameOf={({ kind, id, reason }) => `${texts.kinds[kind]} · ${reason} · ${id.slice(-6)}`}
      needsReason
      act={({ id }, { reason, key }) => server.operators[what]({ params: { requestId: id }, body: { reason }, key })}
      {...rest}
    />
  )
}

function columns(): ListColumn<RequestRow>[] {
  const texts = requestTexts()
  const text = (key: string, title: string, of: (row: RequestRow) => string | null): ListColumn<RequestRow> => ({
    key,
    title,
    render: (row) => <span className="figures">{of(row) ?? '–'}</span>,
    cell: of,
  })
  return [
    {
      key: 'kind',
      title: texts.kind,
      width: 140,
      render: ({ id, kind }) => <Link href={`/${id}`}>{texts.kinds[kind]}</Link>,
      cell: ({ kind }) => texts.kinds[kind],
      sort: 'server',
    },
    text('about', texts.about, substanceOf),
    text('reason', texts.reason, ({ reason }) => reason),
    { ...text('by', texts.by, ({ madeBy }) => madeBy.name), width: 180 },
    { ...text('madeAt', texts.at, ({ madeAt }) => formatMoment(madeAt)), width: 170, sort: 'server' },
    {
      key: 'state',
      title: texts.state,
      width: 90,
      render: ({ state }) => <Tag color={stateColours[state]}>{texts.states[state]}</Tag>,
      cell: ({ state }) => texts.states[state],
    },
    { ...text('decidedBy', texts.decidedBy, ({ decidedBy }) => decidedBy?.name ?? null), hidden: true },
    {
      ...text('decidedAt', texts.decidedAt, ({ decidedAt }) => decidedAt && formatMoment(decidedAt)),
      width: 180,
      sort: 'server',
      hidden: true,
    },
    { ...text('decision', texts.decisionReason, ({ decisionReason }) => decisionReason), hidden: true },
    { ...text('number', texts.number, ({ id }) => id), hidden: true },
  ]
}
