import { View } from '@tarojs/components'
import type { BenefitCard } from '../../../shared/contract/catalogue'
import type { Taste } from '../../../shared/contract/tastes'
import { formatPoints } from '../../../shared/values/points'
import { tasteWords } from '../../../shared/words/tastes'
import { Amount } from '../../ui/Amount'
import { aria } from '../../ui/aria'
import { BenefitArt } from '../../ui/BenefitArt'
import { Icon } from '../../ui/Icon'
import { Tag } from '../../ui/Tag'
import { uiWords } from '../../ui/words'
import { now } from '../../wechat/chance'
import { open } from '../../wechat/navigation'
import { tierName } from '../../words/tierName'
import { say } from '../../words/words'
import { stockOf } from './stock'
import { catalogueWords } from './words'

interface BenefitRowProps {
  benefit: BenefitCard
  /** The taste for which it comes first, and what tells more of that. */
  because?: { taste: Taste; onAsk: (taste: Taste) => void }
}

export function BenefitRow({ benefit, because }: BenefitRowProps) {
  const stock = stockOf(benefit, now())
  const spoken = `${benefit.title}, ${formatPoints(benefit.points)} ${uiWords().points}, ${stock.text}, ${catalogueWords().deliveries[benefit.delivery]}`
  return (
    <View className="benefit-item">
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
      {because && <Because {...because} />}
    </View>
  )
}

/** A quiet line that says why, and a way to learn more. */
function Because({ taste, onAsk }: { taste: Taste; onAsk: (taste: Taste) => void }) {
  const words = catalogueWords()
  const reason = words.because(say(tasteWords[taste]))
  return (
    <View
      className="benefit-because"
      hoverClass="benefit-because--pressed"
      onClick={() => onAsk(taste)}
      {...aria({ role: 'button', label: `${reason}, ${words.why}` })}
    >
      <View className="benefit-because__text">{reason}</View>
      <Icon name="chevron-right" size="small" />
    </View>
  )
}

/** Nothing where every tier may redeem. */
export function TierTag({ benefit }: { benefit: BenefitCard }) {
  if (benefit.tier === 'basic') return null
  return <Tag tone="gold">{catalogueWords().tierAndUp(tierName(benefit.tier))}</Tag>
}
