import { Button, Flex } from 'antd'
import { useState } from 'react'
import type { Redemption } from '../../../shared/contract/redemption'
import type { OperatorRole } from '../../../shared/contract/roles'
import { server } from '../../server/server'
import { Points } from '../../ui/Figures'
import type { ListColumn } from '../../ui/list/columns'
import { ListPage } from '../../ui/list/ListPage'
import { formatMoment } from '../../words/moments'
import { RedeliverCode, RevealCode } from '../requests/AskForms'
import { Explained } from './Explained'
import { cardholderTexts } from './words'

/** What a cardholder redeemed, the newest first, each with the proof of its delivery. */
export function Redemptions({ cardholderId, roles }: { cardholderId: string; roles: readonly OperatorRole[] }) {
  const [shown, setShown] = useState<string>()
  const [revealing, setRevealing] = useState<string>()
  const [replacing, setReplacing] = useState<string>()
  const isSupport = roles.includes('support')
  const asking = isSupport ? { reveal: setRevealing, replace: setReplacing } : {}
  return (
    <>
      <ListPage<Redemption>
        name="redemptions"
        source="support.timeline"
        title=""
        rowKey={({ id }) => id}
        columns={columns({ show: setShown, ...asking })}
        ask={async ({ cursor }) => {
          const query = { kind: 'redemption' as const, cursor }
          const { items, next } = await server.support.timeline({ params: { cardholderId }, query })
          return { items: items.flatMap((item) => (item.kind === 'redemption' ? [item.redemption] : [])), next }
        }}
      />
      {shown && (
        <Explained
          cardholderId={cardholderId}
          explaining={{ what: 'redemption', id: shown }}
          onClose={() => setShown(undefined)}
        />
      )}
      {revealing && (
        <RevealCode cardholderId={cardholderId} redemptionId={revealing} onClose={() => setRevealing(undefined)} />
      )}
      {replacing && (
        <RedeliverCode cardholderId={cardholderId} redemptionId={replacing} onClose={() => setReplacing(undefined)} />
      )}
    </>
  )
}

interface On {
  show: (id: string) => void
  reveal?: (id: string) => void
  replace?: (id: string) => void
}

function columns(on: On): ListColumn<Redemption>[] {
  const texts = cardholderTexts()
  return [
    {
      key: 'at',
      title: texts.at,
      width: 190,
      render: ({ redeemedAt }) => <span className="figures">{formatMoment(redeemedAt)}</span>,
      cell: ({ redeemedAt }) => formatMoment(redeemedAt),
    },
    { key: 'title', title: texts.benefit, render: ({ title }) => title, cell: ({ title }) => title },
    {
      key: 'points',
      title: texts.change,
      width: 110,
      align: 'right',
      render: ({ points }) => <Points amount={-points} isChange />,
      cell: ({ points }) => -points,
    },
    {
      key: 'state',
      title: texts.kind,
      width: 150,
      render: ({ state }) => texts.states[state],
      cell: ({ state }) => texts.states[state],
    },
    {
      key: 'account',
      title: `${texts.account} / ${texts.code}`,
      width: 170,
      render: ({ accountMasked, codeMasked }) => <span className="figures">{accountMasked ?? codeMasked}</span>,
      cell: ({ accountMasked, codeMasked }) => accountMasked ?? codeMasked,
    },
    { key: 'number', title: texts.number, hidden: true, render: ({ id }) => id, cell: ({ id }) => id },
    {
      key: 'order',
      title: texts.order,
      hidden: true,
      render: ({ orderNo }) => orderNo,
      cell: ({ orderNo }) => orderNo,
    },
    {
      key: 'details',
      title: texts.details,
      width: 200,
      render: (row) => <Actions row={row} {...on} />,
    },
  ]
}

/** What can be done with a redemption; its code, where it has one that is still good. */
function Actions({ row, show, reveal, replace }: On & { row: Redemption }) {
  const texts = cardholderTexts()
  const mayBeShown = row.state === 'delivered' && row.delivery !== 'topup' && !row.expired
  const link = (label: string, act: (id: string) => void) => (
    <Button type="link" size="small" style={{ padding: 0 }} onClick={() => act(row.id)}>
      {label}
    </Button>
  )
  return (
    <Flex gap={12} wrap>
      {link(texts.explain, show)}
      {reveal && mayBeShown && link(texts.revealAsk, reveal)}
      {replace && mayBeShown && row.codeMasked !== null && link(texts.replaceAsk, replace)}
    </Flex>
  )
}
