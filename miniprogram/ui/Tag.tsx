import { View } from '@tarojs/components'

export type TagTone = 'quiet' | 'brand' | 'gold' | 'good' | 'warn' | 'danger'

/** A word or two about the state of something. Tone never stands alone: the word says it too. */
export function Tag({ children, tone = 'quiet' }: { children: string; tone?: TagTone }) {
  return <View className={`tag tag--${tone}`}>{children}</View>
}
