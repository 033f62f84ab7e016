import { View } from '@tarojs/components'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import type { redemptionContract } from '../../../shared/contract/redemption'
import { formatPoints } from '../../../shared/values/points'
import { aria } from '../../ui/aria'
import { BenefitArt } from '../../ui/BenefitArt'
import { Icon } from '../../ui/Icon'
import { Section } from '../../ui/Section'
import { open } from '../../wechat/navigation'
import { formatDay } from '../../words/dates'
import { ledgerWords } from './words'

type Suggested = ReplyOf<(typeof redemptionContract)['planExpiring']>
export type ExpiringPlan = Suggested['plans'][number]

interface UseFirstProps {
  expiring: NonNullable<Suggested['expiring']>
  plans: ExpiringPlan[]
}

/** What the points that expire next can be redeemed for, so that the fewest of them expire. */
export function UseFirst({ expiring, plans }: UseFirstProps) {
  const words = ledgerWords()
  const text = words.useFirstText(formatPoints(expiring.amount), formatDay(expiring.on))
  return (
    <>
      <Section title={words.useFirst} />
      <View className="use-first">{plans.length > 0 ? text : words.nothingFits}</View>
      {plans.map((plan) => (
        <Plan key={plan.benefits.map(({ id, times }) => `${id}×${times}`).join(' ')} plan={plan} />
      ))}
    </>
  )
}

function Plan({ plan }: { plan: ExpiringPlan }) {
  const words = ledgerWords()
  return (
    <View className="plan">
      {plan.benefits.map(({ id, title, category, points, times }) => (
        <View
          key={id}
          className="plan__benefit"
          hoverClass="plan__benefit--pressed"
          onClick={() => open('benefit', { id })}
          {...aria({ role: 'button', label: [title, ...(times > 1 ? [words.times(times)] : [])].join(' ') })}
        >
          <BenefitArt category={category} />
          <View className="plan__words">
            <View className="plan__title">
              {title}
              {times > 1 && ` ${words.times(times)}`}
            </View>
            <View className="plan__points">{words.points(formatPoints(points))}</View>
          </View>
          <Icon name="chevron-right" size="small" />
        </View>
      ))}
      <View className="plan__sum">
        {words.planSum(formatPoints(plan.points))} · {verdictOf(plan)}
      </View>
    </View>
  )
}

/** What becomes of the expiring points by a plan. */
export function verdictOf({ left, fromLater }: Pick<ExpiringPlan, 'left' | 'fromLater'>): string {
  const words = ledgerWords()
  if (left > 0) return words.leftOver(formatPoints(left))
  return fromLater > 0 ? words.fromLater(formatPoints(fromLater)) : words.exact
}
