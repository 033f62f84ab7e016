import { Button, Tag, Typography } from 'antd'
import { useState } from 'react'
import { Link } from 'wouter'
import type { Api } from '../../../shared/contract/api'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import { server } from '../../server/server'
import { Points } from '../../ui/Figures'
import type { ListColumn } from '../../ui/list/columns'
import { ListPage } from '../../ui/list/ListPage'
import { sortAs } from '../../ui/list/sort'
import { formatMoment } from '../../words/moments'
import { SettleOrder } from '../requests/AskForms'
import { supplierOf } from './supplierOf'
import { orderTexts } from './words'

type Order = ReplyOf<Api['operators']['manualOrders']>['orders'][number]
const states = ['manual', 'unknown', 'new'] as const

export function ManualOrders({ isMaker }: { isMaker: boolean }) {
  const texts = orderTexts()
  const [settling, setSettling] = useState<string>()
  const options = states.map((state) => ({ value: state, label: texts.states[state] }))
  return (
    <>
      <ListPage<Order>
        name="manual-orders"
        source="operators.manualOrders"
        title=""
        rowKey={({ orderNo }) => orderNo}
        empty={texts.empty}
        columns={columns(isMaker ? setSettling : undefined)}
        filters={[
          { kind: 'text', name: 'supplier', placeholder: texts.supplierFilter },
          { kind: 'choice', name: 'state', label: texts.state, options },
        ]}
        ask={async ({ filters, sort, cursor }) => {
          const state = states.find((one) => one === filters.state)
          const query = {
            supplier: supplierOf(filters.supplier),
            state,
            sort: sortAs(sort, ['redeemedAt', 'points', 'supplier']),
            cursor,
          }
          const { orders, next } = await server.operators.manualOrders({ query })
          return { items: orders, next }
        }}
      >
        <Typography.Paragraph type="secondary">{texts.about}</Typography.Paragraph>
      </ListPage>
      {settling && <SettleOrder orderNo={settling} onClose={() => setSettling(undefined)} />}
    </>
  )
}

function columns(settle: ((orderNo: string) => void) | undefined): ListColumn<Order>[] {
  const texts = orderTexts()
  const text = (key: string, title: string, of: (order: Order) => string | null): ListColumn<Order> => ({
    key,
    title,
    render: of,
    cell: of,
  })
  return [
    { ...text('order', texts.order, ({ orderNo }) => orderNo), width: 180 },
    { ...text('supplier', texts.supplier, ({ supplier }) => supplier), width: 96, sort: 'server' },
    text('benefit', texts.benefit, ({ title }) => title),
    { ...text('account', texts.account, ({ accountMasked }) => accountMasked), width: 124 },
    {
      key: 'points',
      title: texts.points,
      width: 90,
      align: 'right',
      render: ({ points }) => <Points amount={points} />,
      cell: ({ points }) => points,
      sort: 'server',
    },
    {
      key: 'state',
      title: texts.state,
      width: 100,
      render: ({ state }) => <Tag color={state === 'manual' ? 'red' : 'gold'}>{texts.states[state]}</Tag>,
      cell: ({ state }) => texts.states[state],
    },
    {
      ...text('redeemedAt', texts.since, ({ redeemedAt }) => formatMoment(redeemedAt)),
      width: 170,
      sort: 'server',
    },
    { ...text('unsure', texts.unsure, ({ unsureSince }) => unsureSince && formatMoment(unsureSince)), hidden: true },
    { ...text('attempts', texts.attempts, ({ attempts }) => String(attempts)), hidden: true },
    { ...text('error', texts.error, ({ lastError }) => lastError), hidden: true },
    {
      key: 'cardholder',
      title: texts.cardholder,
      hidden: true,
      render: ({ cardholderId }) => <Link href={`~/console/cardholders/${cardholderId}`}>{cardholderId}</Link>,
      cell: ({ cardholderId }) => cardholderId,
    },
    {
      key: 'settle',
      title: '',
      width: 120,
      render: ({ orderNo, cardholderId }) => (
        <>
          <Link href={`~/console/cardholders/${cardholderId}`}>{texts.cardholder}</Link>
          {settle && (
            <Button type="link" size="small" onClick={() => settle(orderNo)}>
              {texts.settle}
            </Button>
          )}
        </>
      ),
    },
  ]
}
