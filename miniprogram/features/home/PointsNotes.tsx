import { View } from '@tarojs/components'
import type { PointsSummary } from '../../../shared/contract/points'
import { formatPoints } from '../../../shared/values/points'
import { Amount } from '../../ui/Amount'
import { aria } from '../../ui/aria'
import { Notice } from '../../ui/Notice'
import { open } from '../../wechat/navigation'
import { formatDayShort } from '../../words/dates'
import { homeWords } from './words'

/** What expires next, what is on the way, and what is owed. */
export function PointsNotes({ points }: { points: PointsSummary }) {
  const words = homeWords()
  const { expiringNext, availableNext, pending, debt } = points
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
          text={expiringNext ? words.expiresOn(formatDayShort(expiringNext.on)) : words.nothingExpires}
        />
        <Note
          title={words.pending}
          amount={pending}
          text={
            availableNext
              ? words.availableOn(formatPoints(availableNext.amount), formatDayShort(availableNext.on))
              : words.nothingPending
          }
        />
      </View>
    </>
  )
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
