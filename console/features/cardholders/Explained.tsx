import { Descriptions, Drawer, Skeleton, Table, Typography } from 'antd'
import type { Explanation } from '../../../shared/contract/points'
import type { RecomputedEvaluation } from '../../../shared/contract/tiers'
import { formatPoints } from '../../../shared/values/points'
import { tierWords } from '../../../shared/words/tiers'
import { server } from '../../server/server'
import { useAnswer } from '../../server/useAnswer'
import { DeskPage } from '../../ui/DeskPage'
import { Money, Points } from '../../ui/Figures'
import { say } from '../../words/words'
import { formulaOf } from './formula'
import { RedemptionFacts } from './RedemptionFacts'
import { cardholderTexts } from './words'

export interface Explaining {
  what: 'entry' | 'step' | 'redemption'
  id: string
}

/** Why something is as it is, beside the list that it stands in. */
export function Explained({
  cardholderId,
  explaining: { what, id },
  onClose,
}: {
  cardholderId: string
  explaining: Explaining
  onClose: () => void
}) {
  const texts = cardholderTexts()
  return (
    <Drawer open onClose={onClose} title={texts.explain} size={640}>
      {what === 'entry' && <Entry cardholderId={cardholderId} transactionId={id} />}
      {what === 'step' && <Step cardholderId={cardholderId} evaluationId={id} />}
      {what === 'redemption' && <RedemptionFacts cardholderId={cardholderId} redemptionId={id} />}
    </Drawer>
  )
}

function Entry({ cardholderId, transactionId }: { cardholderId: string; transactionId: string }) {
  const { data, error, reload } = useAnswer(transactionId, () =>
    server.support.explainEntry({ params: { cardholderId, transactionId }, query: {} }),
  )
  return (
    <DeskPage title="" error={error} onRetry={reload}>
      {!data && error === undefined && <Skeleton active />}
      {data && <EntryFacts explanation={data} />}
    </DeskPage>
  )
}

function EntryFacts({
  explanation: { row, legs, corrects, correctedBy, whereabouts, history },
}: {
  explanation: Explanation
}) {
  const texts = cardholderTexts()
  const items = [
    { key: 'kind', label: texts.kind, children: `${texts.entries[row.kind]} · ${row.effectiveOn}` },
    { key: 'change', label: texts.change, children: <Points amount={row.amount} isChange /> },
    row.spend && {
      key: 'spend',
      label: texts.spends[row.spend.type],
      children: (
        <>
          <Money fen={row.spend.amountFen} /> · {row.spend.merchant} · {row.spend.transactionId}
        </>
      ),
    },
    row.arithmetic && { key: 'formula', label: texts.formula, children: formulaOf(row.arithmetic) },
    row.redemption && { key: 'redemption', label: texts.benefit, children: row.redemption.title },
    corrects && { key: 'corrects', label: texts.corrects, children: corrects },
    correctedBy.length > 0 && { key: 'correctedBy', label: texts.correctedBy, children: correctedBy.join(', ') },
  ].filter((item) => item !== null && item !== false && item !== '')
  return (
    <>
      <Descriptions column={1} size="small" items={items} style={{ marginBottom: 24 }} />
      {whereabouts && <Whereabouts whereabouts={whereabouts} />}
      <Typography.Title level={5}>{texts.legs}</Typography.Title>
      <Table
        rowKey={(leg) => `${leg.account} ${leg.amount} ${leg.lotId}`}
        size="small"
        pagination={false}
        dataSource={legs}
        style={{ marginBottom: 24 }}
        columns={[
          { title: texts.what, render: (_, { account }) => texts.accounts[account] },
          { title: texts.change, align: 'right', render: (_, { amount }) => <Points amount={amount} isChange /> },
        ]}
      />
      {history.length > 0 && <Typography.Title level={5}>{texts.history}</Typography.Title>}
      {history.length > 0 && (
        <Table
          rowKey="transactionId"
          size="small"
          pagination={false}
          dataSource={history}
          columns={[
            { dataIndex: 'effectiveOn', title: texts.at, className: 'figures', width: 110 },
            {
              title: texts.what,
              render: (_, { kind, memo }) => [texts.entries[kind], memo].filter(Boolean).join(' · '),
            },
            {
              title: texts.change,
              align: 'right',
              width: 100,
              render: (_, { change }) => <Points amount={change} isChange />,
            },
          ]}
        />
      )}
    </>
  )
}

function Whereabouts({ whereabouts }: { whereabouts: NonNullable<Explanation['whereabouts']> }) {
  const texts = cardholderTexts()
  const { earned, pending, available, held, redeemed, expired, clawedBack, repaid } = whereabouts
  const parts = [
    [texts.earned, earned],
    [texts.pending, pending],
    [texts.available, available],
    [texts.held, held],
    [texts.entries.redeem, redeemed],
    [texts.expired, expired],
    [texts.entries.clawback, clawedBack],
    [texts.entries.debt_repayment, repaid],
  ] as const
  const items = parts
    .filter(([, amount]) => amount > 0)
    .map(([label, amount]) => ({ key: label, label, children: <Points amount={amount} /> }))
  return (
    <>
      <Typography.Title level={5}>{texts.whereabouts}</Typography.Title>
      <Descriptions column={2} size="small" items={items} style={{ marginBottom: 24 }} />
    </>
  )
}

function Step({ cardholderId, evaluationId }: { cardholderId: string; evaluationId: string }) {
  const { data, error, reload } = useAnswer(evaluationId, () =>
    server.support.explainStep({ params: { cardholderId, evaluationId }, query: {} }),
  )
  return (
    <DeskPage title="" error={error} onRetry={reload}>
      {!data && error === undefined && <Skeleton active />}
      {data && <StepFacts evaluation={data} />}
    </DeskPage>
  )
}

function StepFacts({ evaluation: { kept, reachedOn, basis, differences } }: { evaluation: RecomputedEvaluation }) {
  const texts = cardholderTexts()
  const months = basis?.months.map(({ month, growth }) => `${month}: ${formatPoints(growth)}`).join('；')
  const items = [
    { key: 'tier', label: texts.tier, children: `${say(tierWords[kept.from])} → ${say(tierWords[kept.to])}` },
    { key: 'day', label: texts.at, children: reachedOn },
    {
      key: 'growth',
      label: texts.growth,
      children: `${formatPoints(kept.growth)}（${kept.windowFrom} – ${kept.windowTo}）${months ?? ''}`,
    },
    { key: 'threshold', label: texts.threshold, children: formatPoints(kept.threshold) },
    {
      key: 'differences',
      label: texts.differences,
      children:
        differences.length === 0
          ? texts.noDifferences
          : differences.map(({ field, kept: was, today }) => `${field}: ${was ?? '–'} → ${today ?? '–'}`).join('；'),
    },
  ]
  return <Descriptions column={1} size="small" items={items} />
}
