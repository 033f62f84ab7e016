import { Button, Flex } from 'antd'
import { useState } from 'react'
import type { Api } from '../../../shared/contract/api'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import { server } from '../../server/server'
import { Points } from '../../ui/Figures'
import type { ListColumn } from '../../ui/list/columns'
import { ListPage } from '../../ui/list/ListPage'
import { ExtendExpiry, ReinstatePoints } from '../requests/AskForms'
import { cardholderTexts } from './words'

type Lot = ReplyOf<Api['operators']['cardholderPoints']>['lots'][number]
type Asking = { kind: 'extend' | 'reinstate'; lot: Lot }

/** The balance by lots, in the order in which they will be used. */
export function Lots({ cardholderId, isMaker }: { cardholderId: string; isMaker: boolean }) {
  const [asking, setAsking] = useState<Asking>()
  const close = () => setAsking(undefined)
  return (
    <>
      <ListPage<Lot>
        name="lots"
        source="operators.cardholderPoints"
        title=""
        rowKey={({ id }) => id}
        columns={columns(isMaker ? setAsking : undefined)}
        ask={async () => {
          const { lots } = await server.operators.cardholderPoints({ params: { cardholderId }, query: {} })
          return { items: lots, next: null }
        }}
      />
      {asking?.kind === 'extend' && <ExtendExpiry cardholderId={cardholderId} lotId={asking.lot.id} onClose={close} />}
      {asking?.kind === 'reinstate' && (
        <ReinstatePoints
          cardholderId={cardholderId}
          lotId={asking.lot.id}
          expired={asking.lot.expired}
          onClose={close}
        />
      )}
    </>
  )
}

function columns(ask: ((asking: Asking) => void) | undefined): ListColumn<Lot>[] {
  const texts = cardholderTexts()
  const amount = (key: string, title: string, of: (lot: Lot) => number): ListColumn<Lot> => ({
    key,
    title,
    width: 110,
    align: 'right',
    render: (lot) => <Points amount={of(lot)} />,
    cell: of,
    sort: (one, other) => of(one) - of(other),
  })
  const isLive = ({ pending, available, held }: Lot) => pending + available + held > 0
  return [
    {
      key: 'source',
      title: texts.source,
      render: ({ source }) => <span className="figures">{source}</span>,
      cell: ({ source }) => source,
    },
    amount('earned', texts.earned, ({ earned }) => earned),
    amount('available', texts.available, ({ available }) => available),
    amount('pending', texts.pending, ({ pending }) => pending),
    amount('held', texts.held, ({ held }) => held),
    amount('gone', texts.gone, ({ redeemed, clawedBack, repaid }) => redeemed + clawedBack + repaid),
    amount('expired', texts.expired, ({ expired }) => expired),
    {
      key: 'lastDay',
      title: texts.lastDay,
      width: 120,
      render: ({ expiresOn }) => <span className="figures">{expiresOn}</span>,
      cell: ({ expiresOn }) => expiresOn,
      sort: (one, other) => (one.expiresOn < other.expiresOn ? -1 : 1),
    },
    { key: 'id', title: texts.lot, hidden: true, render: ({ id }) => id, cell: ({ id }) => id },
    ...(ask
      ? [
          {
            key: 'ask',
            title: '',
            width: 120,
            render: (lot: Lot) => (
              <Flex gap={12}>
                {isLive(lot) && (
                  <Button type="link" size="small" style={{ padding: 0 }} onClick={() => ask({ kind: 'extend', lot })}>
                    {texts.extend}
                  </Button>
                )}
                {lot.reinstatableUntil && (
                  <Button
                    type="link"
                    size="small"
                    style={{ padding: 0 }}
                    title={texts.until(lot.reinstatableUntil)}
                    onClick={() => ask({ kind: 'reinstate', lot })}
                  >
                    {texts.reinstate}
                  </Button>
                )}
              </Flex>
            ),
          },
        ]
      : []),
  ]
}
