import { View } from '@tarojs/components'
import type { PrivacyText } from '../../../shared/contract/privacy'
import { Card } from '../../ui/Card'
import { say } from '../../words/words'
import './privacy.scss'
import { privacyWords } from './words'

/** Data by purpose, each with its ground, its time and who else gets it. */
export function Purposes({ purposes }: Pick<PrivacyText, 'purposes'>) {
  const words = privacyWords()
  return (
    <Card title={words.purposes} flush>
      {purposes.map(({ purpose, ...facts }) => (
        <View key={purpose.zh} className="purpose">
          <View className="purpose__title">{say(purpose)}</View>
          {(['data', 'ground', 'kept', 'receivers'] as const).map((fact) => (
            <View key={fact} className="purpose__fact">
              <View className="purpose__name">{words.facts[fact]}</View>
              <View className="purpose__text">{say(facts[fact])}</View>
            </View>
          ))}
        </View>
      ))}
    </Card>
  )
}
