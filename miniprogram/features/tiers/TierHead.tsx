import { View } from '@tarojs/components'
import type { Ladder } from '../../../shared/contract/entitlements'
import type { Standing } from '../../../shared/contract/tiers'
import { formatPoints } from '../../../shared/values/points'
import { Button } from '../../ui/Button'
import { MemberCard } from '../../ui/MemberCard'
import { Progress } from '../../ui/Progress'
import { open } from '../../wechat/navigation'
import { tierName } from '../../words/tierName'
import { reviewOf } from '../home/review'
import { homeWords } from '../home/words'
import { tiersWords } from './words'

/** Where I stand, to be read in three seconds; for visitors how one rises. */
export function TierHead({ ladder: { standing, today, level }, signedOut }: { ladder: Ladder; signedOut: boolean }) {
  return (
    <MemberCard tier={standing?.tier ?? 'basic'}>
      {standing ? <Stand standing={standing} today={today} /> : <Visitor login={level === null && signedOut} />}
    </MemberCard>
  )
}

function Stand({ standing, today }: { standing: Standing; today: string }) {
  const words = homeWords()
  const { tier, growth, next } = standing
  const goal = next?.threshold ?? growth
  const sentence = next ? words.toNext(formatPoints(next.missing), tierName(next.tier)) : words.top
  const numbers = next ? `${formatPoints(growth)} / ${formatPoints(goal)}` : formatPoints(growth)
  const review = reviewOf(standing, today)
  return (
    <>
      <View className="tier-head__name">{tierName(tier)}</View>
      <View className="tier-head__progress">
        <Progress value={growth} max={goal} label={words.growth} text={`${numbers}. ${sentence}`} onNight />
        <View className="tier-head__line">
          <View className="tier-head__sentence">{sentence}</View>
          <View className="tier-head__numbers">
            {words.growth} {numbers}
          </View>
        </View>
      </View>
      {review && <View className="tier-head__text">{review}</View>}
    </>
  )
}

function Visitor({ login }: { login: boolean }) {
  const words = tiersWords()
  return (
    <>
      <View className="tier-head__title">{words.guestTitle}</View>
      <View className="tier-head__text">{words.guestText}</View>
      <View className="tier-head__action">
        <Button kind="soft" onClick={() => open(login ? 'login' : 'bind')}>
          {login ? words.login : words.bind}
        </Button>
      </View>
    </>
  )
}
