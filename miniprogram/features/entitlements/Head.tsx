import { View } from '@tarojs/components'
import type { Entitlements } from '../../../shared/contract/entitlements'
import { addDays, type BusinessDay } from '../../../shared/values/businessDay'
import { formatPoints } from '../../../shared/values/points'
import { Icon } from '../../ui/Icon'
import { MemberCard } from '../../ui/MemberCard'
import { Progress } from '../../ui/Progress'
import { formatDayShort, formatMonth } from '../../words/dates'
import { tierName } from '../../words/tierName'
import { entitlementWords } from './words'

/** The tier, the month, and what is left of it, to be read in three seconds. */
export function Head({ entitlements }: { entitlements: Entitlements }) {
  const { tier, month, version, next } = entitlements
  return (
    <MemberCard tier={tier}>
      <View className="entitlement-head__tier">
        <Icon name="star" size="small" />
        {tierName(tier)}
      </View>
      <View className="entitlement-head__month">{formatMonth(month)}</View>
      {version === null && next ? <Locked next={next} /> : <Left entitlements={entitlements} />}
    </MemberCard>
  )
}

function Left({ entitlements }: { entitlements: Entitlements }) {
  const words = entitlementWords()
  const { tier, version, left, choose, chosen, lapsesOn } = entitlements
  if (version === null) return <View className="entitlement-head__title">{words.nothing(tierName(tier))}</View>
  const firstOfNext = addDays(lapsesOn as BusinessDay, 1)
  return (
    <>
      <View className="entitlement-head__title">{left > 0 ? words.left(left) : words.usedUp}</View>
      <View className="entitlement-head__text">
        {left > 0 ? words.until(formatDayShort(lapsesOn)) : words.againFrom(formatDayShort(firstOfNext))}
      </View>
      {choose > 1 && <View className="entitlement-head__text">{words.usedOf(chosen.length, choose)}</View>}
    </>
  )
}

function Locked({ next }: { next: NonNullable<Entitlements['next']> }) {
  const words = entitlementWords()
  const name = tierName(next.tier)
  const sentence = words.missing(formatPoints(next.missing), name)
  const growth = Math.max(0, next.threshold - next.missing)
  return (
    <>
      <View className="entitlement-head__title">{words.basicTitle(name, next.choose)}</View>
      <View className="entitlement-head__text">{words.basicText}</View>
      <View className="entitlement-head__progress">
        <Progress
          value={growth}
          max={next.threshold}
          label={words.progress}
          text={`${formatPoints(growth)} / ${formatPoints(next.threshold)}. ${sentence}`}
          onNight
        />
        <View className="entitlement-head__text">{sentence}</View>
      </View>
    </>
  )
}
