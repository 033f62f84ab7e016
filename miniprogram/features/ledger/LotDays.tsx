import { View } from '@tarojs/components'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import type { PointsSummary, pointsContract } from '../../../shared/contract/points'
import { formatPoints } from '../../../shared/values/points'
import { Amount } from '../../ui/Amount'
import { Card } from '../../ui/Card'
import { Row } from '../../ui/Row'
import { formatDay } from '../../words/dates'
import { ledgerWords } from './words'

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
            title={<View className="lot-day">{ledgerWords().expiresOn(formatDay(day.expiresOn))}</View>}
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
