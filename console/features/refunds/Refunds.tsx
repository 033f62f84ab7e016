import { Button, Table, Typography } from 'antd'
import { useState } from 'react'
import { Link } from 'wouter'
import type { Api } from '../../../shared/contract/api'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import { formatFen } from '../../../shared/values/fen'
import { isId } from '../../../shared/values/ids'
import { server } from '../../server/server'
import { Money } from '../../ui/Figures'
import { BatchModal } from '../../ui/list/BatchModal'
import type { ListColumn } from '../../ui/list/columns'
import { ListPage } from '../../ui/list/ListPage'
import { sortAs } from '../../ui/list/sort'
import type { SignedIn } from '../door/useStanding'
import { RuleOnRefund } from '../requests/AskForms'
import { refundTexts } from './words'

type Open = ReplyOf<Api['operators']['unmatchedRefunds']>['refunds'][number]
type Candidate = Open['candidates'][number]
type Ruling = { refund: Open; purchaseId: string | null }

const keyOf = ({ cardholderId, refund }: Open) => `${cardholderId} ${refund.transactionId}`
const idOf = (text: string | undefined) => (isId(text ?? '') ? text : undefined)

/** Refunds that nobody has dealt with yet, each with the purchases that it may mean. */
export function Refunds({ who }: { who: SignedIn }) {
  const texts = refundTexts()
  const isMaker = who.operator.roles.includes('maker')
  const [ruling, setRuling] = useState<Ruling>()
  const [dismissed, setDismissed] = useState<Open[]>()
  const [turn, setTurn] = useState(0)
  const reload = () => setTurn(turn + 1)
  return (
    <>
      <ListPage<Open>
        name="refunds"
        source="operators.unmatchedRefunds"
        title={texts.title}
        rowKey={keyOf}
        turn={turn}
        empty={texts.empty}
        columns={columns(isMaker ? (refund) => setRuling({ refund, purchaseId: null }) : undefined)}
        filters={[
          { kind: 'text', name: 'cardholder', placeholder: texts.filter },
          { kind: 'days', name: 'posted', label: texts.postedOn },
        ]}
        expanded={(refund) => (
          <Candidates
            refund={refund}
            onMatch={isMaker ? (purchaseId) => setRuling({ refund, purchaseId }) : undefined}
          />
        )}
        batch={isMaker ? [{ label: texts.dismissAll, act: setDismissed }] : []}
        ask={async ({ filters: { cardholder, postedFrom, postedUntil }, sort, cursor }) => {
          const query = {
            cardholderId: idOf(cardholder?.toUpperCase()),
            from: postedFrom || undefined,
            until: postedUntil || undefined,
            sort: sortAs(sort, ['postedOn', 'amount', 'merchant']),
            cursor,
          }
          const { refunds, next } = await server.operators.unmatchedRefunds({ query })
          return { items: refunds, next }
        }}
      >
        <Typography.Paragraph type="secondary">{texts.about}</Typography.Paragraph>
      </ListPage>
      {ruling && (
        <RuleOnRefund
          cardholderId={ruling.refund.cardholderId}
          refundId={ruling.refund.refund.transactionId}
          purchaseId={ruling.purchaseId}
          onClose={() => setRuling(undefined)}
        />
      )}
      {dismissed && <DismissAll refunds={dismissed} onClose={() => setDismissed(undefined)} onDone={reload} />}
    </>
  )
}

/** One request each, so that each is decided by itself. */
function DismissAll({ refunds, onClose, onDone }: { refunds: Open[]; onClose: () => void; onDone: () => void }) {
  const texts = refundTexts()
  return (
    <BatchModal<Open>
      title={texts.dismissAll(refunds.length)}
      okText={texts.ask}
      rows={refunds}
      nameOf={({ refund }) => `${refund.merchant} ${refund.transactionId}`}
      needsReason
      act={({ cardholderId, refund }, { reason, key }) => {
        const asked = { kind: 'dismiss_refund' as const, payload: { cardholderId, refundId: refund.transactionId } }
        return server.operators.makeRequest({ body: { asked, reason }, key })
      }}
      onClose={onClose}
      onDone={onDone}
    />
  )
}

function columns(dismiss: ((refund: Open) => void) | undefined): ListColumn<Open>[] {
  const texts = refundTexts()
  return [
    {
      key: 'postedOn',
      title: texts.postedOn,
      width: 120,
      render: ({ refund }) => <span className="figures">{refund.postedOn}</span>,
      cell: ({ refund }) => refund.postedOn,
      sort: 'server',
    },
    {
      key: 'merchant',
      title: texts.merchant,
      render: ({ refund }) => refund.merchant,
      cell: ({ refund }) => refund.merchant,
      sort: 'server',
    },
    {
      key: 'amount',
      title: texts.amount,
      width: 120,
      align: 'right',
      render: ({ refund }) => <Money fen={refund.amountFen} />,
      cell: ({ refund }) => Number(formatFen(refund.amountFen)),
      sort: 'server',
    },
    {
      key: 'card',
      title: texts.card,
      width: 80,
      render: ({ refund }) => <span className="figures">{refund.cardLast4}</span>,
      cell: ({ refund }) => refund.cardLast4,
    },
    {
      key: 'candidates',
      title: texts.candidates,
      width: 110,
      render: ({ candidates }) => texts.count(candidates.length),
      cell: ({ candidates }) => candidates.length,
    },
    {
      key: 'cardholder',
      title: texts.cardholder,
      render: ({ cardholderId }) => <Link href={`~/console/cardholders/${cardholderId}`}>{cardholderId}</Link>,
      cell: ({ cardholderId }) => cardholderId,
    },
    {
      key: 'number',
      title: texts.number,
      hidden: true,
      render: ({ refund }) => refund.transactionId,
      cell: ({ refund }) => refund.transactionId,
    },
    ...(dismiss
      ? [
          {
            key: 'dismiss',
            title: '',
            width: 100,
            render: (refund: Open) => (
              <Button type="link" size="small" style={{ padding: 0 }} onClick={() => dismiss(refund)}>
                {texts.dismiss}
              </Button>
            ),
          },
        ]
      : []),
  ]
}

function Candidates({ refund: { candidates }, onMatch }: { refund: Open; onMatch?: (purchaseId: string) => void }) {
  const texts = refundTexts()
  return (
    <Table<Candidate>
      rowKey="transactionId"
      size="small"
      pagination={false}
      dataSource={candidates}
      locale={{ emptyText: texts.none }}
      columns={[
        { title: texts.postedOn, className: 'figures', dataIndex: 'postedOn' },
        { title: texts.merchant, dataIndex: 'merchant' },
        { title: texts.amount, align: 'right', render: (_, { amountFen }) => <Money fen={amountFen} /> },
        { title: texts.refunded, align: 'right', render: (_, { refundedFen }) => <Money fen={refundedFen} /> },
        { title: '', render: (_, { likeness }) => texts.likeness[likeness] },
        {
          title: '',
          render: (_, { transactionId }) =>
            onMatch && (
              <Button size="small" onClick={() => onMatch(transactionId)}>
                {texts.match}
              </Button>
            ),
        },
      ]}
    />
  )
}
