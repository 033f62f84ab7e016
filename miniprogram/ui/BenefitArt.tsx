import { View } from '@tarojs/components'
import type { BenefitCategory } from '../../shared/contract/catalogue'
import { aria } from './aria'
import { Icon } from './Icon'

interface BenefitArtProps {
  category: BenefitCategory
  size?: 'tile' | 'wide' | 'stage'
}

/** The picture of a benefit: drawn from its category, so that nothing is fetched and nothing can fail to load. */
export function BenefitArt({ category, size = 'tile' }: BenefitArtProps) {
  return (
    <View className={`art art--${size} art--${category}`} {...aria({ hidden: true })}>
      <View className="art__ring" />
      <View className="art__ring art__ring--outer" />
      <Icon name={category} size={size === 'stage' ? 'huge' : 'large'} />
    </View>
  )
}
