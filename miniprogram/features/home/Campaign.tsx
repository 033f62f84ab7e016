import { Text, View } from '@tarojs/components'
import type { CampaignPlace } from '../../../shared/contract/home'
import { formatPoints } from '../../../shared/values/points'
import { aria } from '../../ui/aria'
import { BenefitArt } from '../../ui/BenefitArt'
import { Icon } from '../../ui/Icon'
import { now } from '../../wechat/chance'
import { open } from '../../wechat/navigation'
import { dayOf, formatDayFrom, formatSoon } from '../../words/dates'
import { homeWords } from './words'

/** What is going on: one benefit, with its hour or its end, and the way to it. */
export function Campaign({ campaign }: { campaign: CampaignPlace }) {
  const { title, category, benefitId } = campaign
  const { heading, text } = told(campaign, now())
  return (
    <View
      className="campaign"
      hoverClass="campaign--pressed"
      onClick={() => open('benefit', { id: benefitId })}
      {...aria({ role: 'button', label: `${heading}, ${title}, ${text}` })}
    >
      <BenefitArt category={category} />
      <View className="campaign__words">
        <View className="campaign__line">
          <Text className="campaign__heading">{heading}</Text>
          <Text> · {text}</Text>
        </View>
        <View className="campaign__title">{title}</View>
      </View>
      <Icon name="chevron-right" size="small" />
    </View>
  )
}

/** Only what comes or ends this month is an event of it; the end of another one is far, and not said. */
export function told({ release, endsAt, remaining }: CampaignPlace, at: Date): { heading: string; text: string } {
  const words = homeWords()
  const today = dayOf(at.toISOString())
  const left = formatPoints(remaining)
  const isThisMonth = dayOf(release?.at ?? endsAt).slice(0, 7) === today.slice(0, 7)
  if (!release) {
    if (!isThisMonth) return { heading: words.campaignNow, text: words.campaignLeft(left) }
    return { heading: words.campaign, text: words.campaignUntil(formatDayFrom(today, dayOf(endsAt)), left) }
  }
  return {
    heading: isThisMonth ? words.campaign : words.campaignAhead,
    text: words.release(formatSoon(release.at, at), formatPoints(release.stock)),
  }
}
