import { View } from '@tarojs/components'
import { useState } from 'react'
import type { BenefitNamed, Ladder, LadderStep } from '../../../shared/contract/entitlements'
import type { TierId } from '../../../shared/contract/tiers'
import { aria } from '../../ui/aria'
import { BenefitArt } from '../../ui/BenefitArt'
import { Chips } from '../../ui/Chips'
import { Icon } from '../../ui/Icon'
import { Section } from '../../ui/Section'
import { Tag } from '../../ui/Tag'
import { open } from '../../wechat/navigation'
import { tierName } from '../../words/tierName'
import { rankIn } from './rank'
import { tiersWords } from './words'

/** What one tier gives, by name; at first the next one, which is what somebody rises for. */
export function StepBenefits({ ladder: { steps, standing } }: { ladder: Ladder }) {
  const words = tiersWords()
  const [chosen, setChosen] = useState<TierId>()
  const shown = chosen ?? standing?.next?.tier ?? standing?.tier ?? steps[1]?.tier ?? 'basic'
  const step = steps.find(({ tier }) => tier === shown)
  const has = standing !== null && rankIn(steps, shown) <= rankIn(steps, standing.tier)
  const choices = steps.map(({ tier }) => ({ value: tier, text: tierName(tier) }))
  return (
    <>
      <Section title={words.detail} link={{ text: words.seeAll, onClick: () => open('catalogue') }} />
      <View className="tier-choice">
        <Chips label={words.tiers} choices={choices} chosen={shown} onChoose={setChosen} />
      </View>
      {step && <Gives step={step} has={has} />}
    </>
  )
}

function Gives({ step: { choose, options, opens, opened }, has }: { step: LadderStep; has: boolean }) {
  const words = tiersWords()
  return (
    <View className={has ? 'tier-benefits' : 'tier-benefits tier-benefits--locked'}>
      <View className="tier-benefits__state">
        <Tag tone={has ? 'good' : 'quiet'}>{has ? words.has : words.locked}</Tag>
      </View>
      {choose > 0 && <Part title={words.chooseOf(choose)} benefits={options} has={has} />}
      {opens > 0 && <Part title={words.opens(opens)} benefits={opened} has={has} />}
      {choose === 0 && opens === 0 && <View className="tier-benefits__title">{words.nothingOwn}</View>}
    </View>
  )
}

function Part({ title, benefits, has }: { title: string; benefits: BenefitNamed[]; has: boolean }) {
  const words = tiersWords()
  return (
    <>
      <View className="tier-benefits__title">{title}</View>
      {benefits.map(({ id, title: name, category }) => (
        <View
          key={id}
          className="tier-benefit"
          hoverClass="tier-benefit--pressed"
          onClick={() => open('benefit', { id })}
          {...aria({ role: 'button', label: words.detailNamed(name, has ? words.has : words.locked) })}
        >
          <BenefitArt category={category} size="tile" />
          <View className="tier-benefit__name">{name}</View>
          <Icon name={has ? 'chevron-right' : 'lock'} size="small" />
        </View>
      ))}
    </>
  )
}
