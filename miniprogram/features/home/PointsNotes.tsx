import { View } from '@tarojs/components'
import type { PointsSummary } from '../../../shared/contract/points'
import { formatPoints } from '../../../shared/values/points'
import { Amount } from '../../ui/Amount'
import { aria } from '../../ui/aria'
import { Notice } from '../../ui/Notice'
import { open } from '../../wechat/navigation'
import { formatDayFrom } from '../../words/dates'
import { homeWords } from './words'

/** What expires next, what is on the way, and what is owed. */
export function PointsNotes({ points, today }: { points: PointsSummary; today: string }) {
  const words = homeWords()
  const { expiringNext, pending, debt } = points
  return (
    <>
      {debt > 0 && (
        <View className="page__notice">
          <Notice tone="danger">{words.debt(formatPoints(debt))}</Notice>
        </View>
      )}
      <View className="points-notes">
        <Note
          title={words.expiring}
          amount={expiringNext?.amount ?? 0}
          text={expiringNext ? words.expiresOn(formatDayFrom(today, expiringNext.on)) : words.nothingExpires}
        />
        <Note title={words.pending} amount={pending} text={whenAvailable(points, today)} />
      </View>
    </>
  )
}

function whenAvailable({ pending, availableNext }: PointsSummary, today: string): string {
  const words = homeWords()
  if (!availableNext) return words.nothingPending
  const day = formatDayFrom(today, availableNext.on)
  return availableNext.amount === pending ? words.allFrom(day) : words.someFrom(formatPoints(availableNext.amount), day)
}

function Note({ title, amount, text }: { title: string; amount: number; text: string }) {
  return (
    <View
      className="points-note"
      hoverClass="points-note--pressed"
      onClick={() => open('ledger')}
      {...aria({ role: 'button', label: `${title} ${formatPoints(amount)}, ${text}` })}
    >
      <View className="points-note__title">{title}</View>
      <Amount value={amount} bare tone={amount === 0 ? 'faint' : 'ink'} />
      <View className="points-note__text">{text}</View>
    </View>
  )
}
