import { Table } from 'antd'
import { useCallback } from 'react'
import { Chart } from '../../ui/chart/Chart'
import { type ChartColours, yAxis } from '../../ui/chart/colours'
import { EmptyState } from '../../ui/EmptyState'
import { endedAddress } from './addresses'
import { FigureLink } from './FigureLink'
import { Panel } from './Panel'
import type { Shown } from './PointsPanel'
import { dashboardWords } from './words'

type Line = Shown['benefits'][number]

/** More bars than these cannot be read. */
const mostBars = 10

/** What is redeemed most. */
export function BenefitPanel({ shown: { benefits, from, until } }: { shown: Shown }) {
  const texts = dashboardWords()
  return (
    <Panel title={texts.benefits} definition={texts.benefitsText}>
      {benefits.length > 0 && <BenefitChart benefits={benefits.slice(0, mostBars)} />}
      <Table<Line>
        rowKey="benefitId"
        size="small"
        dataSource={benefits}
        pagination={{ pageSize: mostBars, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: <EmptyState text={texts.none} /> }}
        columns={[
          { title: texts.benefit, dataIndex: 'title', ellipsis: true },
          {
            title: texts.redemptions,
            align: 'right',
            className: 'figures',
            render: (_, { benefitId, delivered }) => (
              <FigureLink amount={delivered} href={endedAddress({ from, until, benefit: benefitId })} />
            ),
          },
          {
            title: texts.pointsOf,
            align: 'right',
            render: (_, { benefitId, points }) => (
              <FigureLink amount={points} href={endedAddress({ from, until, benefit: benefitId })} />
            ),
          },
        ]}
      />
    </Panel>
  )
}

const heightOfBar = 26

function BenefitChart({ benefits }: { benefits: Line[] }) {
  const texts = dashboardWords()
  const draw = useCallback(
    (colours: ChartColours) => ({
      color: [...colours.series],
      grid: { left: 8, right: 24, top: 8, bottom: 8, containLabel: true },
      legend: { show: false },
      xAxis: { ...yAxis(colours), minInterval: 1 },
      yAxis: {
        type: 'category',
        inverse: true,
        data: benefits.map(({ title }) => title),
        axisLabel: { color: colours.text, width: 200, overflow: 'truncate' },
        axisTick: { show: false },
        axisLine: { lineStyle: { color: colours.line } },
      },
      series: [
        {
          name: dashboardWords().redemptions,
          type: 'bar',
          barMaxWidth: 14,
          data: benefits.map(({ delivered }) => delivered),
        },
      ],
    }),
    [benefits],
  )
  return <Chart label={texts.benefits} draw={draw} height={40 + heightOfBar * benefits.length} />
}
