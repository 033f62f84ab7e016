import { Tag, Typography } from 'antd'
import type { RedemptionAtDesk } from '../../../shared/contract/insights'
import { tierWords } from '../../../shared/words/tiers'
import { server } from '../../server/server'
import { Points } from '../../ui/Figures'
import type { ListColumn } from '../../ui/list/columns'
import { ListPage } from '../../ui/list/ListPage'
import { formatMoment } from '../../words/moments'
import { say } from '../../words/words'
import { daysIn } from './DayList'
import { dashboardWords } from './words'

const originNames = ['points', 'entitlement', 'upgrade'] as const

/** The redemptions that a figure counts. */
export function EndedList() {
  const texts = dashboardWords()
  const outcomes = (['delivered', 'failed'] as const).map((value) => ({ value, label: texts[value] }))
  const origins = originNames.map((value) => ({ value, label: texts.origins[value] }))
  return (
    <ListPage<RedemptionAtDesk>
      name="redemptions-ended"
      source="insights.redemptions"
      title={texts.list}
      rowKey={({ id }) => id}
      columns={columns()}
      filters={[
        { kind: 'days', name: 'ended', label: texts.ended },
        { kind: 'text', name: 'benefit', placeholder: texts.benefit },
        { kind: 'text', name: 'supplier', placeholder: texts.supplier },
        { kind: 'choice', name: 'origin', label: texts.origin, options: origins },
        { kind: 'choice', name: 'outcome', label: texts.outcome, options: outcomes, initial: 'delivered' },
      ]}
      empty={texts.none}
      ask={async ({ filters: { endedFrom, endedUntil, benefit, supplier, outcome, origin }, cursor }) => {
        const query = {
          ...daysIn(endedFrom, endedUntil),
          benefitId: benefit || undefined,
          supplier: supplier || undefined,
          origin: originNames.find((one) => one === origin),
          outcome: outcome === 'failed' ? ('failed' as const) : ('delivered' as const),
          cursor,
        }
        const { redemptions, next } = await server.insights.redemptions({ query })
        return { items: redemptions, next }
      }}
    >
      <Typography.Paragraph type="secondary">{texts.listText}</Typography.Paragraph>
    </ListPage>
  )
}

function columns(): ListColumn<RedemptionAtDesk>[] {
  const texts = dashboardWords()
  const plain = (key: string, title: string, of: (row: RedemptionAtDesk) => string) => ({
    key,
    title,
    render: of,
    cell: of,
  })
  return [
    { ...plain('ended', texts.ended, ({ endedAt }) => formatMoment(endedAt)), width: 180 },
    plain('benefit', texts.benefit, ({ title, tier }) => (tier ? texts.upgradeTo(say(tierWords[tier])) : title)),
    {
      key: 'points',
      title: texts.pointsOf,
      align: 'right',
      width: 110,
      render: ({ points }) => <Points amount={points} />,
      cell: ({ points }) => points,
    },
    { ...plain('origin', texts.origin, ({ origin }) => texts.origins[origin]), width: 110 },
    {
      key: 'outcome',
      title: texts.outcome,
      width: 100,
      render: ({ state }) => <Tag color={state === 'delivered' ? 'green' : 'red'}>{texts[state]}</Tag>,
      cell: ({ state }) => texts[state],
    },
    { ...plain('supplier', texts.supplier, ({ supplier }) => supplier ?? ''), width: 120 },
    { ...plain('failure', texts.failure, ({ failure }) => failure ?? ''), hidden: true },
    { ...plain('asked', texts.asked, ({ redeemedAt }) => formatMoment(redeemedAt)), width: 180, hidden: true },
    { ...plain('number', texts.number, ({ id }) => id), width: 250 },
  ]
}
