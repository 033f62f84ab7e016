import { View } from '@tarojs/components'
import type { BenefitCard } from '../../../shared/contract/catalogue'
import { formatPoints } from '../../../shared/values/points'
import { Amount } from '../../ui/Amount'
import { aria } from '../../ui/aria'
import { BenefitArt } from '../../ui/BenefitArt'
import { Tag } from '../../ui/Tag'
import { uiWords } from '../../ui/words'
import { now } from '../../wechat/chance'
import { open } from '../../wechat/navigation'
import { tierName } from '../../words/tierName'
import { stockOf } from './stock'
import { catalogueWords } from './words'

export function BenefitRow({ benefit }: { benefit: BenefitCard }) {
  const stock = stockOf(benefit, now())
  const spoken = `${benefit.title}, ${formatPoints(benefit.points)} ${uiWords().points}, ${stock.text}, ${catalogueWords().deliveries[benefit.delivery]}`
  return (
    <View
      className={stock.open ? 'benefit-row' : 'benefit-row benefit-row--shut'}
      hoverClass="benefit-row--pressed"
      onClick={() => open('benefit', { id: benefit.id })}
      {...aria({ role: 'button', label: spoken })}
    >
      <BenefitArt category={benefit.category} />
      <View className="benefit-row__words">
        <View className="benefit-row__title">{benefit.title}</View>
        {stock.waited && <View className="benefit-row__next">{stock.text}</View>}
        <View className="benefit-row__tags">
          {!stock.waited && <Tag tone={stock.tone}>{stock.text}</Tag>}
          <Tag>{catalogueWords().deliveries[benefit.delivery]}</Tag>
          <TierTag benefit={benefit} />
        </View>
      </View>
      <Amount value={benefit.points} tone={stock.open ? 'brand' : 'faint'} />
    </View>
  )
}

/** Nothing where every tier may redeem. */
export function TierTag({ benefit }: { benefit: BenefitCard }) {
  if (benefit.tier === 'basic') return null
  return <Tag tone="gold">{catalogueWords().tierAndUp(tierName(benefit.tier))}</Tag>
}
