import { Text, View } from '@tarojs/components'
import { formatPoints } from '../../shared/values/points'
import { aria } from './aria'
import { uiWords } from './words'

interface AmountProps {
  value: number
  size?: 'small' | 'normal' | 'large' | 'display'
  /** Shows + for what came in and − for what went out. */
  signed?: boolean
  /** The word for points is left away where a heading already says it. */
  bare?: boolean
  tone?: 'ink' | 'brand' | 'faint'
}

/** A number of points, always with thousands marked and digits of one width. */
export function Amount({ value, size = 'normal', signed = false, bare = false, tone = 'ink' }: AmountProps) {
  const { points } = uiWords()
  const text = amountText(value, signed)
  return (
    <View className={`amount amount--${size} amount--${tone}`} {...aria({ role: 'img', label: `${text} ${points}` })}>
      <Text className="amount__number">{text}</Text>
      {!bare && <Text className="amount__unit">{points}</Text>}
    </View>
  )
}

/** "+1,234", "−1,234" with a real minus sign, or "1,234". */
export function amountText(value: number, signed = false): string {
  const digits = formatPoints(Math.abs(value))
  if (value < 0) return `−${digits}`
  return signed && value > 0 ? `+${digits}` : digits
}
