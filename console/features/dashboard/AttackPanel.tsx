import { Flex, Skeleton, Table, Typography } from 'antd'
import { useMemo } from 'react'
import type { Api } from '../../../shared/contract/api'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import { formatPoints } from '../../../shared/values/points'
import { server } from '../../server/server'
import { useAnswer } from '../../server/useAnswer'
import { DayChart } from '../../ui/chart/DayChart'
import { DeskPage } from '../../ui/DeskPage'
import { say, words } from '../../words/words'
import { FigureLink } from './FigureLink'
import { Panel } from './Panel'

type AttackDay = ReplyOf<Api['insights']['attacks']>['days'][number]

const texts = words({
  zh: {
    title: '防护',
    reached: '到达银行校验',
    isolated: '非本地隔离率',
    hindered: '受影响的真实用户',
    nonLocal: '非本地尝试',
    day: '日期',
    about: {
      reached: '绑卡时到达银行「核验卡片」或「核对短信密码」的尝试次数；已登录持卡人的加强验证不算在内',
      isolated:
        '来自外地、境外或机房的绑卡尝试中，在校验前被拦下、或进入加强验证与隔离通道的占比；没有这样的尝试时为 –',
      hindered: '进入过非正常通道、随后证明是本人的人数（按日计）',
    },
    chart: '每日到达银行校验的尝试',
    latest: '只显示范围内最近 31 天',
  },
  en: {
    title: 'Protection',
    reached: 'Reached the bank',
    isolated: 'Non-local isolated',
    hindered: 'Real people hindered',
    nonLocal: 'Non-local attempts',
    day: 'Day',
    about: {
      reached:
        'Attempts to bind a card that came to the bank’s check of a card or of a one-time password; step-ups of who is known are not among them',
      isolated:
        'Of the attempts to bind a card from away, abroad or hosting networks: refused before the bank, or made in another lane than the normal one; – where there were none',
      hindered: 'People in another lane than the normal one who then proved to be who they are, by day',
    },
    chart: 'Attempts a day that reached the bank',
    latest: 'The last 31 days of the range',
  },
})

const dayMs = 86_400_000
const mostDays = 31

/** What attackers reach, how much of them is kept apart, and what that costs those who are who they say. */
export function AttackPanel({ from, until, opensLists }: { from: string; until: string; opensLists: boolean }) {
  const said = say(texts)
  const earliest = new Date(Date.parse(until) - (mostDays - 1) * dayMs).toISOString().slice(0, 10)
  const first = from < earliest ? earliest : from
  const ask = () => server.insights.attacks({ query: { from: first, until } })
  const { data, error, reload } = useAnswer(`attacks ${first} ${until}`, ask)
  return (
    <Panel title={said.title} extra={first === from ? undefined : said.latest}>
      <DeskPage title="" error={error} onRetry={reload}>
        {!data && error === undefined && <Skeleton active />}
        {data && <Told days={data.days} opensLists={opensLists} />}
      </DeskPage>
    </Panel>
  )
}

const sum = (days: readonly AttackDay[], of: (day: AttackDay) => number) =>
  days.reduce((total, day) => total + of(day), 0)

function shareText(isolated: number, nonLocal: number): string {
  return nonLocal === 0 ? '–' : `${((100 * isolated) / nonLocal).toFixed(1)}%`
}

function Told({ days, opensLists }: { days: AttackDay[]; opensLists: boolean }) {
  const said = say(texts)
  const drawn = useMemo(
    () => ({
      days: days.map(({ day }) => day),
      series: [{ name: say(texts).reached, values: days.map(({ reached }) => reached) }],
    }),
    [days],
  )
  const nonLocal = sum(days, (day) => day.nonLocal)
  const isolated = sum(days, (day) => day.isolated)
  const figure = (amount: number, href: string) =>
    opensLists ? <FigureLink amount={amount} href={href} /> : formatPoints(amount)
  const figures = [
    [
      'reached',
      figure(
        sum(days, (day) => day.reached),
        '~/console/decisions?point=bind_card',
      ),
    ],
    ['isolated', shareText(isolated, nonLocal)],
    [
      'hindered',
      figure(
        sum(days, (day) => day.hindered),
        '~/console/decisions?lane=step_up',
      ),
    ],
  ] as const
  return (
    <>
      <Flex gap={24} wrap style={{ marginBottom: 24 }}>
        {figures.map(([name, value]) => (
          <div key={name} style={{ flex: '1 1 200px', minWidth: 0 }}>
            <Typography.Text type="secondary">{said[name]}</Typography.Text>
            <div className="figures" style={{ fontSize: 24, lineHeight: 1.5 }}>
              {value}
            </div>
            <Typography.Paragraph type="secondary" style={{ fontSize: 12, margin: '4px 0 0' }}>
              {said.about[name]}
            </Typography.Paragraph>
          </div>
        ))}
      </Flex>
      <DayChart label={said.chart} {...drawn} type="bar" />
      <DayTable days={days} />
    </>
  )
}

/** The newest day first. */
function DayTable({ days }: { days: AttackDay[] }) {
  const said = say(texts)
  const count = (title: string, of: (day: AttackDay) => string) => {
    return { title, align: 'right' as const, className: 'figures', render: (_: unknown, day: AttackDay) => of(day) }
  }
  return (
    <Table<AttackDay>
      rowKey="day"
      size="small"
      dataSource={[...days].reverse()}
      pagination={{ pageSize: 7, hideOnSinglePage: true, showSizeChanger: false }}
      style={{ marginTop: 16 }}
      columns={[
        { title: said.day, dataIndex: 'day', className: 'figures' },
        count(said.reached, ({ reached }) => formatPoints(reached)),
        count(said.nonLocal, ({ nonLocal }) => formatPoints(nonLocal)),
        count(said.isolated, ({ isolated, nonLocal }) => shareText(isolated, nonLocal)),
        count(said.hindered, ({ hindered }) => formatPoints(hindered)),
      ]}
    />
  )
}
