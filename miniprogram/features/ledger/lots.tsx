import { View } from '@tarojs/components'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import type { PointsSummary, pointsContract } from '../../../shared/contract/points'
import { formatPoints } from '../../../shared/values/points'
import { useAnswer } from '../../answers/useAnswer'
import { server } from '../../session/server'
import { Amount } from '../../ui/Amount'
import { Answered } from '../../ui/Answered'
import { Card } from '../../ui/Card'
import { Empty } from '../../ui/Empty'
import { Page } from '../../ui/Page'
import { Row } from '../../ui/Row'
import { open } from '../../wechat/navigation'
import { usePull } from '../../wechat/page'
import { formatDay } from '../../words/dates'
import './ledger.scss'
import { UseFirst } from './UseFirst'
import { ledgerWords } from './words'

/** When points expire, and what those that expire next are good for. */
export default function LotsPage() {
  const { answer, reload } = useAnswer(askAll, { keep: 'lots' })
  usePull(reload)
  return (
    <Page title={ledgerWords().lotsTitle}>
      <Answered answer={answer} reload={reload}>
        {({ summary, days, plan }) =>
          days.length === 0 && summary.debt === 0 ? (
            <NoLots />
          ) : (
            <>
              <Sums summary={summary} />
              {plan.expiring && <UseFirst expiring={plan.expiring} plans={plan.plans} />}
              <Days days={days} />
            </>
          )
        }
      </Answered>
    </Page>
  )
}

async function askAll() {
  const [summary, { days }, plan] = await Promise.all([
    server.points.summary(),
    server.points.lots(),
    server.redemption.planExpiring(),
  ])
  return { summary, days, plan }
}

/** What is available, large; the rest only where there is any. */
export function Sums({ summary }: { summary: Pick<PointsSummary, 'available' | 'pending' | 'held' | 'debt'> }) {
  const words = ledgerWords()
  const others = [
    { name: words.pendingSum, value: summary.pending },
    { name: words.heldSum, value: summary.held },
    { name: words.debtSum, value: summary.debt },
  ].filter(({ value }) => value > 0)
  return (
    <View className="lot-sums">
      <View className="month-sum__name">{words.lotsName}</View>
      <Amount value={summary.available} size="large" bare />
      {others.length > 0 && (
        <View className="lot-sums__others">
          {others.map(({ name, value }) => (
            <View key={name} className="lot-sums__other">
              <View className="month-sum__name">{name}</View>
              <Amount value={value} bare />
            </View>
          ))}
        </View>
      )}
    </View>
  )
}

type Day = ReplyOf<(typeof pointsContract)['lots']>['days'][number]

export function Days({ days }: { days: Day[] }) {
  return (
    <>
      <Card flush>
        {days.map((day) => (
          <Row
            key={day.expiresOn}
            title={ledgerWords().expiresOn(formatDay(day.expiresOn))}
            note={noteOf(day)}
            end={<Amount value={day.available + day.pending + day.held} bare />}
          />
        ))}
      </Card>
      <View className="page__note">{ledgerWords().lotsOrder}</View>
    </>
  )
}

function noteOf({ lots, pending, held }: Day): string {
  const words = ledgerWords()
  const parts = [
    words.lotsCount(lots),
    pending > 0 && words.ofThemPending(formatPoints(pending)),
    held > 0 && words.ofThemHeld(formatPoints(held)),
  ]
  return parts.filter(Boolean).join(' · ')
}

function NoLots() {
  const words = ledgerWords()
  const browse = { text: words.browse, onClick: () => open('catalogue') }
  return <Empty icon="calendar" title={words.lotsEmpty} text={words.lotsEmptyText} action={browse} />
}
