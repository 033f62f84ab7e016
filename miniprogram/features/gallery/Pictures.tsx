import { View } from '@tarojs/components'
import type { BenefitCategory } from '../../../shared/contract/catalogue'
import { benefitCategoryWords } from '../../../shared/words/categories'
import { Amount } from '../../ui/Amount'
import { BenefitArt } from '../../ui/BenefitArt'
import { Card } from '../../ui/Card'
import { Icon, iconNames } from '../../ui/Icon'
import { MemberCard } from '../../ui/MemberCard'
import { Progress } from '../../ui/Progress'
import { galleryWords } from './words'

const categories = Object.keys(benefitCategoryWords) as BenefitCategory[]

export function Pictures() {
  const words = galleryWords()
  return (
    <>
      {(['basic', 'silver', 'gold', 'platinum'] as const).map((tier) => (
        <MemberCard key={tier} tier={tier}>
          {words.tiers[tier]}
          <Amount value={12_345} size="display" bare />
          <Progress value={6_200} max={10_000} label={words.growth} text={words.growthText} onNight />
        </MemberCard>
      ))}
      <Card title="BenefitArt">
        <View className="gallery__line">
          {categories.map((category) => (
            <BenefitArt key={category} category={category} />
          ))}
        </View>
        <BenefitArt category="music" size="wide" />
        <View className="gallery__line" />
        <BenefitArt category="sports" size="stage" />
      </Card>
      <Card title="Icon">
        <View className="gallery__line">
          {iconNames.map((name) => (
            <View key={name} className="gallery__icon">
              <Icon name={name} size="large" />
              {name}
            </View>
          ))}
        </View>
      </Card>
    </>
  )
}
