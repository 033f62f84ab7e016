import { Flex, Table, Typography } from 'antd'
import { useMemo } from 'react'
import { type LoopStepId, type LoopStepShown, loopStepId } from '../../../shared/contract/insights'
import { DayChart } from '../../ui/chart/DayChart'
import { EmptyState } from '../../ui/EmptyState'
import { yuanText } from '../../ui/Figures'
import { Panel } from './Panel'
import type { Shown } from './PointsPanel'
import { dashboardWords } from './words'

type Loop = Shown['loop']

/** Whether benefits bring what they are given for: seven steps, each a share that is defined beside it. */
export function LoopPanel({ loop }: { loop: Loop }) {
  const texts = dashboardWords()
  if (loop.day === null) {
    return (
      <Panel title={texts.loop}>
        <EmptyState text={texts.loopNone} />
      </Panel>
    )
  }
  return (
    <Panel title={texts.loop} definition={texts.loopText(loop.day)}>
      <Flex vertical gap={12} style={{ marginBottom: 24 }}>
        {loop.steps.map((shown, at) => (
          <Step key={shown.step} shown={shown} number={at + 1} />
        ))}
      </Flex>
      <TrendChart trend={loop.trend} />
      <TrendTable trend={loop.trend} />
    </Panel>
  )
}

function Step({
  shown: { step, perTenThousand, before, part, whole },
  number,
}: {
  shown: LoopStepShown
  number: number
}) {
  const texts = dashboardWords()
  return (
    <Flex gap={16} align="baseline">
      <Typography.Text type="secondary" className="figures">
        {number}
      </Typography.Text>
      <div style={{ flex: '1 1 0', minWidth: 0 }}>
        <Typography.Text strong>{texts.steps[step]}</Typography.Text>
        <br />
        <Typography.Text type="secondary" style={{ fontSize: 12 }}>
          {texts.stepDefinitions[step]}
        </Typography.Text>
      </div>
      <Typography.Text type="secondary" className="figures" style={{ width: 220, textAlign: 'right' }}>
        {texts.parts[step](counted(step, part), counted(step, whole))}
      </Typography.Text>
      <div style={{ width: 150, textAlign: 'right' }}>
        <a href={`#${trendPlace}`} className="figures" style={{ fontSize: 20 }}>
          {percent(perTenThousand)}
        </a>
        <br />
        <Typography.Text type="secondary" className="figures" style={{ fontSize: 12 }}>
          {before === null ? texts.noBefore : texts.before(percent(before))}
        </Typography.Text>
      </div>
    </Flex>
  )
}

/** Of `money` fen, of `use` purchases of a hundred cards, of all others people or cards. */
function counted(step: LoopStepId, count: number): string {
  if (step === 'money') return yuanText(count)
  return step === 'use' ? (count / 100).toFixed(2) : count.toLocaleString('en-US')
}

export function percent(perTenThousand: number | null): string {
  return perTenThousand === null ? '–' : `${(perTenThousand / 100).toFixed(1)}%`
}

const trendPlace = 'loop-by-day'

function TrendChart({ trend }: { trend: Loop['trend'] }) {
  const texts = dashboardWords()
  const drawn = useMemo(
    () => ({
      days: trend.map(({ day }) => day),
      series: loopStepId.options.map((step) => ({
        name: dashboardWords().steps[step],
        values: trend.map(({ values }) => (values[step] == null ? null : values[step] / 100)),
      })),
    }),
    [trend],
  )
  return <DayChart label={texts.loopTrend} {...drawn} type="line" unit="{value}%" height={280} />
}

/** The newest day first. */
function TrendTable({ trend }: { trend: Loop['trend'] }) {
  const texts = dashboardWords()
  return (
    <Table<Loop['trend'][number]>
      id={trendPlace}
      rowKey="day"
      size="small"
      dataSource={[...trend].reverse()}
      pagination={{ pageSize: 7, hideOnSinglePage: true, showSizeChanger: false }}
      style={{ marginTop: 16 }}
      columns={[
        { title: texts.day, className: 'figures', dataIndex: 'day' },
        ...loopStepId.options.map((step) => ({
          title: texts.steps[step],
          align: 'right' as const,
          className: 'figures',
          render: (_: unknown, { values }: Loop['trend'][number]) => percent(values[step] ?? null),
        })),
      ]}
    />
  )
}
