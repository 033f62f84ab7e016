import { Flex, Table, Typography } from 'antd'
import { useMemo } from 'react'
import { Link } from 'wouter'
import type { Api } from '../../../shared/contract/api'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import { DayChart } from '../../ui/chart/DayChart'
import { yuanText } from '../../ui/Figures'
import { daysAddress, endedAddress } from './addresses'
import { FigureLink } from './FigureLink'
import { Panel } from './Panel'
import { dashboardWords } from './words'

export type Shown = ReplyOf<Api['insights']['dashboard']>
export type DayLine = Shown['days'][number]

const moves = ['issued', 'redeemed', 'expired', 'takenBack'] as const

/** Points that came and went, and what is left of them. */
export function PointsPanel({ shown }: { shown: Shown }) {
  const texts = dashboardWords()
  const { points, days, fenPerThousandPoints, from, until } = shown
  const list = daysAddress({ from, until })
  return (
    <Panel title={texts.points} extra={<Link href={list}>{texts.byDay}</Link>}>
      <Flex gap={24} wrap style={{ marginBottom: 24 }}>
        {[...moves, 'outstanding' as const].map((name) => (
          <Figure
            key={name}
            label={texts[name]}
            amount={points[name]}
            worth={worthText(points[name], fenPerThousandPoints)}
            definition={texts.definitions[name]}
            href={list}
          />
        ))}
      </Flex>
      <PointsChart days={days} />
      <DayTable days={days} />
    </Panel>
  )
}

function worthText(amount: number, fenPerThousand: number | null): string {
  const texts = dashboardWords()
  return fenPerThousand === null ? texts.noWorth : texts.worth(yuanText(Math.round((amount * fenPerThousand) / 1000)))
}

interface FigureShown {
  label: string
  amount: number
  worth: string
  definition: string
  href: string
}

function Figure({ label, amount, worth, definition, href }: FigureShown) {
  return (
    <div style={{ flex: '1 1 160px', minWidth: 0 }}>
      <Typography.Text type="secondary">{label}</Typography.Text>
      <div style={{ fontSize: 24, lineHeight: 1.5 }}>
        <FigureLink amount={amount} href={href} />
      </div>
      <Typography.Text className="figures">{worth}</Typography.Text>
      <Typography.Paragraph type="secondary" style={{ fontSize: 12, margin: '4px 0 0' }}>
        {definition}
      </Typography.Paragraph>
    </div>
  )
}

function PointsChart({ days: lines }: { days: DayLine[] }) {
  const texts = dashboardWords()
  const drawn = useMemo(
    () => ({
      days: lines.map(({ day }) => day),
      series: (['issued', 'redeemed', 'expired'] as const).map((name) => ({
        name: dashboardWords()[name],
        values: lines.map((line) => line[name]),
      })),
    }),
    [lines],
  )
  return <DayChart label={texts.pointsChart} {...drawn} type="bar" />
}

/** The newest day first. */
function DayTable({ days }: { days: DayLine[] }) {
  const texts = dashboardWords()
  return (
    <Table<DayLine>
      rowKey="day"
      size="small"
      dataSource={[...days].reverse()}
      pagination={{ pageSize: 7, hideOnSinglePage: true, showSizeChanger: false }}
      style={{ marginTop: 16 }}
      columns={[
        {
          title: texts.day,
          className: 'figures',
          render: (_, { day }) => <Link href={endedAddress({ from: day, until: day })}>{day}</Link>,
        },
        ...[...moves, 'outstanding' as const].map((name) => ({
          title: texts[name],
          align: 'right' as const,
          render: (_: unknown, line: DayLine) => (
            <FigureLink amount={line[name]} href={daysAddress({ from: line.day, until: line.day })} />
          ),
        })),
      ]}
    />
  )
}
