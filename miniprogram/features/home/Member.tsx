import { View } from '@tarojs/components'
import type { StandingShown } from '../../../shared/contract/home'
import type { PointsSummary } from '../../../shared/contract/points'
import { formatPoints } from '../../../shared/values/points'
import { Amount } from '../../ui/Amount'
import { aria } from '../../ui/aria'
import { Icon } from '../../ui/Icon'
import { MemberCard } from '../../ui/MemberCard'
import { Progress } from '../../ui/Progress'
import { open } from '../../wechat/navigation'
import { tierName } from '../../words/tierName'
import { reviewOf } from './review'
import { homeWords } from './words'

interface MemberProps {
  points: PointsSummary
  tier: StandingShown
  last4: string | undefined
  today: string
}

/** Balance and tier, to be read in three seconds. */
export function Member({ points, tier, last4, today }: MemberProps) {
  const words = homeWords()
  return (
    <MemberCard tier={tier.tier}>
      <View className="member-head">
        <View className="member-head__tier">
          <Icon name="star" size="small" />
          {tierName(tier.tier)}
        </View>
        {last4 && <View className="member-head__card">{words.card(last4)}</View>}
      </View>
      <View
        className="member-balance"
        hoverClass="member-balance--pressed"
        onClick={() => open('ledger')}
        {...aria({ role: 'button', label: `${words.available} ${formatPoints(points.available)}, ${words.ledger}` })}
      >
        <View className="member-balance__label">{words.available}</View>
        <View className="member-balance__line">
          <Amount value={points.available} size="display" bare />
          <View className="member-balance__link">
            {words.ledger}
            <Icon name="chevron-right" size="small" />
          </View>
        </View>
      </View>
      <TierLine tier={tier} today={today} />
    </MemberCard>
  )
}

/** How far it is to the next tier, and when this one is looked at again. */
function TierLine({ tier, today }: { tier: StandingShown; today: string }) {
  const words = homeWords()
  const goal = tier.next?.threshold ?? tier.growth
  const sentence = tier.next ? words.toNext(formatPoints(tier.next.missing), tierName(tier.next.tier)) : words.top
  const numbers = tier.next ? `${formatPoints(tier.growth)} / ${formatPoints(goal)}` : formatPoints(tier.growth)
  const review = reviewOf(tier, today)
  return (
    <View
      className="member-tier"
      hoverClass="member-balance--pressed"
      onClick={() => open('tiers')}
      {...aria({ role: 'button', label: [sentence, review, words.tiers].filter(Boolean).join(', ') })}
    >
      <Progress value={tier.growth} max={goal} label={words.growth} text={`${numbers}. ${sentence}`} onNight />
      <View className="member-tier__words">
        <View className="member-tier__sentence">{sentence}</View>
        <View className="member-tier__numbers">
          {words.growth} {numbers}
        </View>
      </View>
      {review && (
        <View className="member-tier__review">
          <Icon name="calendar" size="small" />
          {review}
          <View className="member-tier__more">
            <Icon name="chevron-right" size="small" />
          </View>
        </View>
      )}
    </View>
  )
}
