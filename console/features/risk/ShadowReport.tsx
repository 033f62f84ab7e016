import { Card, Flex, Segmented, Skeleton, Table, Typography } from 'antd'
import { useState } from 'react'
import type { ShadowReport as Report } from '../../../shared/contract/risk'
import { formatPoints } from '../../../shared/values/points'
import { server } from '../../server/server'
import { useAnswer } from '../../server/useAnswer'
import { DeskPage } from '../../ui/DeskPage'
import { formatMoment } from '../../words/moments'
import { LaneTag } from './RiskTags'
import { riskTexts } from './words'

/** What the draft, as it is kept, would have done to what really happened. */
export function ShadowReport({ revision }: { revision: number }) {
  const texts = riskTexts()
  const [days, setDays] = useState(7)
  const ask = () => server.riskDesk.shadow({ query: { days } })
  const { data, error, reload } = useAnswer(`shadow ${revision} ${days}`, ask)
  const choice = (
    <Segmented
      value={days}
      options={[1, 7, 30].map((value) => ({ value, label: texts.days(value) }))}
      onChange={setDays}
    />
  )
  return (
    <Card size="small" title={texts.report} extra={choice}>
      <DeskPage title="" error={error} onRetry={reload}>
        {!data && error === undefined && <Skeleton active />}
        {data && (data.decisions === 0 ? texts.reportNone : <Told report={data} days={days} />)}
      </DeskPage>
    </Card>
  )
}

/** The server looks at no more than so many. */
const looksAtMost = 50_000

function Told({ report, days }: { report: Report; days: number }) {
  const texts = riskTexts()
  const { decisions, lanes, cardholders, legitimateSteppedUp, legitimateHeld, rules } = report
  const applied = rules.filter((rule) => rule.applied > 0)
  const notNormal = lanes.filter(({ lane }) => lane !== 'normal').reduce((sum, { draft }) => sum + draft, 0)
  return (
    <Flex vertical gap={12}>
      <Typography.Text type="secondary">
        {decisions >= looksAtMost ? texts.reportSince(formatMoment(report.from)) : texts.reportText(days)}
      </Typography.Text>
      <Typography.Text strong>{texts.changedLanes(notNormal, decisions)}</Typography.Text>
      <Typography.Text strong type={legitimateHeld > 0 ? 'danger' : undefined}>
        {texts.hindered(legitimateSteppedUp, legitimateHeld, cardholders)}
      </Typography.Text>
      <Flex gap={24} wrap align="start">
        <Table<Report['lanes'][number]>
          rowKey={({ lane }) => lane}
          size="small"
          pagination={false}
          dataSource={lanes}
          style={{ minWidth: 340 }}
          columns={[
            { title: texts.lane, render: (_, { lane }) => <LaneTag lane={lane} /> },
            { title: texts.liveNow, align: 'right', className: 'figures', render: (_, { live }) => formatPoints(live) },
            {
              title: texts.wouldBe,
              align: 'right',
              className: 'figures',
              render: (_, { draft }) => formatPoints(draft),
            },
          ]}
        />
        <Table<Report['rules'][number]>
          rowKey={({ id }) => id}
          size="small"
          pagination={false}
          dataSource={applied.sort((one, other) => other.applied - one.applied)}
          style={{ minWidth: 340 }}
          locale={{ emptyText: texts.neverApplied }}
          columns={[
            { title: texts.ruleId, dataIndex: 'id' },
            {
              title: texts.applied,
              align: 'right',
              className: 'figures',
              render: (_, { applied }) => formatPoints(applied),
            },
          ]}
        />
      </Flex>
    </Flex>
  )
}
