import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { EntitlementOption } from '../../../shared/contract/entitlements'
import { aria } from '../../ui/aria'
import { BenefitArt } from '../../ui/BenefitArt'
import { Button } from '../../ui/Button'
import { Tag } from '../../ui/Tag'
import { now } from '../../wechat/chance'
import { open } from '../../wechat/navigation'
import { stockOf } from '../catalogue/stock'
import { entitlementWords } from './words'

interface OptionListProps {
  options: EntitlementOption[]
  mayChoose: boolean
  onChoose: (option: EntitlementOption) => void
}

/** What the tier offers this month: the words lead to the benefit, the button takes it. */
export function OptionList({ options, mayChoose, onChoose }: OptionListProps) {
  return (
    <View className="entitlement-list">
      {options.map((option) => (
        <OptionRow key={option.benefit.id} option={option}>
          <Ending option={option} mayChoose={mayChoose} onChoose={onChoose} />
        </OptionRow>
      ))}
    </View>
  )
}

interface OptionRowProps {
  option: EntitlementOption
  /** Of a higher tier: nobody is hurried towards what they cannot have. */
  locked?: boolean
  children: ReactNode
}

/** One option with what stands at its end; where it cannot be had, it steps back. */
export function OptionRow({ option, locked = false, children }: OptionRowProps) {
  const words = entitlementWords()
  const { benefit, validDays, state } = option
  const stock = stockOf(benefit, now())
  const few = !locked && state === 'available' && stock.tone === 'warn'
  const shut = state !== 'available' && state !== 'chosen'
  return (
    <View className={shut ? 'entitlement-row entitlement-row--shut' : 'entitlement-row'}>
      <View
        className="entitlement-row__link"
        hoverClass="entitlement-row--pressed"
        onClick={() => open('benefit', { id: benefit.id })}
        {...aria({
          role: 'button',
          label: words.detailNamed(benefit.title, locked ? words.locked : words.states[state]),
        })}
      >
        <BenefitArt category={benefit.category} />
        <View className="entitlement-row__words">
          <View className="entitlement-row__title">{benefit.title}</View>
          <View className="entitlement-row__note">{words.validDays(validDays)}</View>
          {few && <View className="entitlement-row__note entitlement-row__few">{stock.text}</View>}
        </View>
      </View>
      {children}
    </View>
  )
}

function Ending({ option, mayChoose, onChoose }: Omit<OptionListProps, 'options'> & { option: EntitlementOption }) {
  const words = entitlementWords()
  const { benefit, state } = option
  if (state !== 'available') return <Tag tone={state === 'chosen' ? 'good' : 'quiet'}>{words.states[state]}</Tag>
  if (!mayChoose) return <Tag>{stockOf(benefit, now()).text}</Tag>
  return (
    <Button kind="soft" size="small" label={words.chooseNamed(benefit.title)} onClick={() => onChoose(option)}>
      {words.choose}
    </Button>
  )
}
