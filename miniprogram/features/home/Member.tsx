import { View } from '@tarojs/components'
import type { PointsSummary } from '../../../shared/contract/points'
import type { Standing } from '../../../shared/contract/tiers'
import { formatPoints } from '../../../shared/values/points'
import { Amount } from '../../ui/Amount'
import { aria } from '../../ui/aria'
import { Icon } from '../../ui/Icon'
import { MemberCard } from '../../ui/MemberCard'
import { Progress } from '../../ui/Progress'
import { open } from '../../wechat/navigation'
import { tierName } from '../../words/tierName'
import { homeWords } from './words'

interface MemberProps {
  points: PointsSummary
  tier: Standing
  last4: string | undefined
}

/** Balance and tier, to be read in three seconds. */
export function Member({ points, tier, last4 }: MemberProps) {
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
      <TierLine tier={tier} />
    </MemberCard>
  )
}

function TierLine({ tier }: { tier: Standing }) {
  const words = homeWords()
  const goal = tier.next?.threshold ?? tier.growth
  const sentence = tier.next ? words.toNext(formatPoints(tier.next.missing), tierName(tier.next.tier)) : words.top
  const numbers = tier.next ? `${formatPoints(tier.growth)} / ${formatPoints(goal)}` : formatPoints(tier.growth)
  return (
    <View
      className="member-tier"
      hoverClass="member-balance--pressed"
      onClick={() => open('about')}
      {...aria({ role: 'button', label: `${sentence}, ${words.tiers}` })}
    >
      <Progress value={tier.growth} max={goal} label={words.growth} text={`${numbers}. ${sentence}`} onNight />
      <View className="member-tier__words">
        <View className="member-tier__sentence">{sentence}</View>
        <View className="member-tier__numbers">
          {words.growth} {numbers}
        </View>
      </View>
    </View>
  )
}
