import { View } from '@tarojs/components'
import type { Entitlements } from '../../../shared/contract/entitlements'
import { formatPoints } from '../../../shared/values/points'
import { aria } from '../../ui/aria'
import { Icon } from '../../ui/Icon'
import { Section } from '../../ui/Section'
import { tierName } from '../../words/tierName'
import { OptionRow } from './OptionList'
import { entitlementWords } from './words'

interface NextTierProps {
  next: NonNullable<Entitlements['next']>
  /** What is missing is said above already. */
  told: boolean
}

/** What the next tier would give, behind its lock, and what is missing to it. */
export function NextTier({ next, told }: NextTierProps) {
  const words = entitlementWords()
  return (
    <>
      <Section title={words.next(tierName(next.tier), next.choose)} />
      {!told && (
        <View className="entitlement-missing">
          {next.missing > 0 ? words.nextMissing(formatPoints(next.missing)) : words.nextSoon}
        </View>
      )}
      <View className="entitlement-list entitlement-list--locked">
        {next.options.map((option) => (
          <OptionRow key={option.benefit.id} option={option} locked>
            <View className="entitlement-lock" {...aria({ role: 'img', label: words.locked })}>
              <Icon name="lock" size="small" />
            </View>
          </OptionRow>
        ))}
      </View>
    </>
  )
}
