import { View } from '@tarojs/components'
import './privacy.scss'

/** A text whose paragraphs are lines of their own. */
export function Paragraphs({ text }: { text: string }) {
  return (
    <View className="paragraphs">
      {text.split('\n').map((paragraph) => (
        <View key={paragraph} className="paragraphs__one">
          {paragraph}
        </View>
      ))}
    </View>
  )
}
