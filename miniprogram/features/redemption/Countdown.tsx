import { CustomWrapper, View } from '@tarojs/components'
import { aria } from '../../ui/aria'
import { useSecondsUntil } from './useSecondsUntil'
import { redemptionWords } from './words'

/** Further off than this the day says more than a number of hours. */
const longestSeconds = 24 * 3_600

/** Counts down to a moment. In a wrapper of its own: each second draws these few words, and not the page. */
export function Countdown({ to }: { to: string }) {
  return (
    <CustomWrapper>
      <Ticking to={to} />
    </CustomWrapper>
  )
}

function Ticking({ to }: { to: string }) {
  const left = useSecondsUntil(to)
  if (left <= 0 || left > longestSeconds) return null
  // The moment itself is said beside it; a number that changes each second would only be noise.
  return (
    <View className="countdown" {...aria({ hidden: true })}>
      {redemptionWords().countdown(countdownText(left))}
    </View>
  )
}

/** "01:02:03", or "02:03" within the last hour. */
export function countdownText(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60]
  const end = `${two(minutes)}:${two(seconds % 60)}`
  return hours > 0 ? `${two(hours)}:${end}` : end
}
