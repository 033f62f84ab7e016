import { Descriptions, Flex, Typography } from 'antd'
import { Link } from 'wouter'
import type { RiskDecision } from '../../../shared/contract/risk'
import { lane, riskPoint } from '../../../shared/contract/riskRules'
import { laneWords } from '../../../shared/words/risk'
import { server } from '../../server/server'
import type { ListColumn } from '../../ui/list/columns'
import { ListPage } from '../../ui/list/ListPage'
import { language } from '../../words/language'
import { formatMoment } from '../../words/moments'
import { factLines, placeOf } from './factWords'
import { LaneTag } from './RiskTags'
import { riskTexts } from './words'

/** Every decision with all that it was made of. */
export function Decisions() {
  const texts = riskTexts()
  const lanes = lane.options.map((value) => ({ value, label: laneWords[value][language()] }))
  const points = riskPoint.options.map((value) => ({ value, label: texts.pointNames[value] }))
  return (
    <ListPage<RiskDecision>
      name="decisions"
      source="riskDesk.decisions"
      title={texts.decisions}
      rowKey={({ id }) => id}
      columns={columns()}
      empty={texts.noDecisions}
      filters={[
        { kind: 'choice', name: 'lane', label: texts.lane, options: lanes },
        { kind: 'choice', name: 'point', label: texts.point, options: points },
        { kind: 'text', name: 'cardholderId', placeholder: texts.search },
        { kind: 'day', name: 'on', label: texts.on },
      ]}
      expanded={(decision) => <Inputs decision={decision} />}
      ask={async ({ filters, cursor }) => {
        const query = {
          lane: lane.safeParse(filters.lane).data,
          point: riskPoint.safeParse(filters.point).data,
          on: filters.on || undefined,
          cardholderId: filters.cardholderId || undefined,
          cursor,
        }
        const { decisions, next } = await server.riskDesk.decisions({ query })
        return { items: decisions, next }
      }}
    />
  )
}

function Inputs({ decision: { facts, rules, shadow, redemptionId, lane: taken } }: { decision: RiskDecision }) {
  const texts = riskTexts()
  const more = [
    { key: 'rules', label: texts.rulesApplied, children: rules.join('、') || '–' },
    ...(shadow
      ? [{ key: 'shadow', label: `${texts.shadowLane} (${shadow.version})`, children: <LaneTag lane={shadow.lane} /> }]
      : []),
    ...(redemptionId && taken === 'quarantine'
      ? [
          {
            key: 'review',
            label: texts.reviews,
            children: <Link href={`~/console/reviews/${redemptionId}`}>{redemptionId}</Link>,
          },
        ]
      : []),
  ]
  return <Descriptions size="small" column={{ xs: 1, lg: 2 }} items={[...factLines(facts), ...more]} />
}

function columns(): ListColumn<RiskDecision>[] {
  const texts = riskTexts()
  return [
    {
      key: 'at',
      title: texts.at,
      width: 180,
      render: ({ at }) => <span className="figures">{formatMoment(at)}</span>,
      cell: ({ at }) => formatMoment(at),
    },
    {
      key: 'point',
      title: texts.point,
      width: 110,
      render: ({ point }) => texts.pointNames[point],
      cell: ({ point }) => texts.pointNames[point],
    },
    {
      key: 'lane',
      title: texts.lane,
      width: 210,
      render: ({ lane: taken, shadow }) => (
        <Flex gap={8}>
          <LaneTag lane={taken} />
          {shadow && shadow.lane !== taken && (
            <>
              <Typography.Text type="secondary">{texts.draft}</Typography.Text>
              <LaneTag lane={shadow.lane} />
            </>
          )}
        </Flex>
      ),
      cell: ({ lane: taken }) => laneWords[taken][language()],
    },
    { key: 'region', title: texts.region, render: ({ facts }) => placeOf(facts), cell: ({ facts }) => placeOf(facts) },
    {
      key: 'rules',
      title: texts.rulesApplied,
      render: ({ rules }) => rules.join('、') || '–',
      cell: ({ rules }) => rules.join(' '),
    },
    {
      key: 'who',
      title: texts.cardholder,
      width: 270,
      render: ({ cardholderId }) => <span className="figures">{cardholderId}</span>,
      cell: ({ cardholderId }) => cardholderId,
    },
    {
      key: 'version',
      title: texts.version,
      hidden: true,
      render: ({ version }) => version,
      cell: ({ version }) => version,
    },
  ]
}
