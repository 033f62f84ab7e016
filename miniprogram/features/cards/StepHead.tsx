import { View } from '@tarojs/components'
import { aria } from '../../ui/aria'

export function StepHead({ title, text }: { title: string; text: string }) {
  return (
    <View className="step-head">
      <View className="step-head__title" {...aria({ role: 'heading' })}>
        {title}
      </View>
      <View className="step-head__text">{text}</View>
    </View>
  )
}
