import { View } from '@tarojs/components'
import type { Redemption } from '../../../shared/contract/redemption'
import { aria } from '../../ui/aria'
import { BenefitArt } from '../../ui/BenefitArt'
import { Icon } from '../../ui/Icon'
import { Section } from '../../ui/Section'
import { Tag } from '../../ui/Tag'
import { open } from '../../wechat/navigation'
import { dayOf, formatDay } from '../../words/dates'
import { entitlementWords } from './words'

/** What was chosen this month, each a way to its code. */
export function ChosenList({ chosen }: { chosen: Redemption[] }) {
  const words = entitlementWords()
  return (
    <>
      <Section title={words.chosen} />
      <View className="entitlement-list">
        {chosen.map((redemption) => (
          <ChosenRow key={redemption.id} redemption={redemption} />
        ))}
      </View>
    </>
  )
}

function ChosenRow({ redemption: { id, title, category, validUntil } }: { redemption: Redemption }) {
  const words = entitlementWords()
  const note = validUntil && words.validUntil(formatDay(dayOf(validUntil)))
  return (
    <View
      className="entitlement-row"
      hoverClass="entitlement-row--pressed"
      onClick={() => open('result', { id })}
      {...aria({ role: 'button', label: `${title}, ${words.states.chosen}, ${note ?? ''}, ${words.showCode}` })}
    >
      <BenefitArt category={category} />
      <View className="entitlement-row__words">
        <View className="entitlement-row__title">{title}</View>
        {note && <View className="entitlement-row__note">{note}</View>}
      </View>
      <Tag tone="good">{words.states.chosen}</Tag>
      <Icon name="chevron-right" size="small" />
    </View>
  )
}
