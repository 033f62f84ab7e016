import { View } from '@tarojs/components'
import { aria } from './aria'

interface ProgressProps {
  value: number
  max: number
  /** Read aloud instead of the bare numbers. */
  label: string
  text: string
  onNight?: boolean
}

export function Progress({ value, max, label, text, onNight = false }: ProgressProps) {
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 1
  return (
    <View
      className={onNight ? 'progress progress--night' : 'progress'}
      {...aria({ role: 'progressbar', label, now: Math.min(value, max), min: 0, max, text })}
    >
      <View className="progress__done" style={`width:${(share * 100).toFixed(1)}%`} />
    </View>
  )
}
