import { View } from '@tarojs/components'
import { aria } from './aria'
import { uiWords } from './words'

const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']

/** Grey shapes where the content will be, so that nothing jumps when it comes. */
export function Skeleton({ rows = 4, head = false }: { rows?: number; head?: boolean }) {
  return (
    <View className="skeleton" {...aria({ role: 'status', label: uiWords().loading })}>
      {head && <View className="skeleton__head" />}
      {keys.slice(0, rows).map((key) => (
        <View key={key} className="skeleton__row">
          <View className="skeleton__tile" />
          <View className="skeleton__lines">
            <View className="skeleton__line" />
            <View className="skeleton__line skeleton__line--short" />
          </View>
        </View>
      ))}
    </View>
  )
}
