import { View } from '@tarojs/components'
import type { BenefitCard } from '../../../shared/contract/catalogue'
import { formatPoints } from '../../../shared/values/points'
import { Amount } from '../../ui/Amount'
import { aria } from '../../ui/aria'
import { BenefitArt } from '../../ui/BenefitArt'
import { uiWords } from '../../ui/words'
import { now } from '../../wechat/chance'
import { open } from '../../wechat/navigation'
import { TierTag } from './BenefitRow'
import './benefits.scss'
import { stockOf } from './stock'
import { catalogueWords } from './words'

/** Benefits two by two, for the first screen. */
export function BenefitGrid({ benefits }: { benefits: BenefitCard[] }) {
  return (
    <View className="benefit-grid">
      {benefits.map((benefit) => (
        <BenefitTile key={benefit.id} benefit={benefit} />
      ))}
    </View>
  )
}

function BenefitTile({ benefit }: { benefit: BenefitCard }) {
  const stock = stockOf(benefit, now())
  return (
    <View
      className="benefit-tile"
      hoverClass="benefit-tile--pressed"
      onClick={() => open('benefit', { id: benefit.id })}
      {...aria({
        role: 'button',
        label: `${benefit.title}, ${formatPoints(benefit.points)} ${uiWords().points}, ${stock.text}, ${catalogueWords().deliveries[benefit.delivery]}`,
      })}
    >
      <BenefitArt category={benefit.category} size="wide" />
      <View className="benefit-tile__delivery">{catalogueWords().deliveries[benefit.delivery]}</View>
      <View className="benefit-tile__words">
        <View className="benefit-tile__title">{benefit.title}</View>
        <View className="benefit-tile__foot">
          <Amount value={benefit.points} tone={stock.open ? 'brand' : 'faint'} />
          {benefit.tier === 'basic' ? (
            <View className={`benefit-tile__stock benefit-tile__stock--${stock.tone}`}>{stock.text}</View>
          ) : (
            <TierTag benefit={benefit} />
          )}
        </View>
      </View>
    </View>
  )
}
