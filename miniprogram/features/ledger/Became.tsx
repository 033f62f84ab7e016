import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { server } from '../../session/server'
import { type Happening, whatBecame } from './whatBecame'

/** Asked for when the row is opened. Without an answer the row explains itself as well as before. */
export function Became({ transactionId }: { transactionId: string }) {
  const [happenings, setHappenings] = useState<Happening[]>([])
  useEffect(() => {
    let gone = false
    const show = (shown: Happening[]) => {
      if (!gone) setHappenings(shown)
    }
    server.points.explain({ params: { transactionId } }).then(
      (explanation) => show(whatBecame(explanation)),
      () => show([]),
    )
    return () => {
      gone = true
    }
  }, [transactionId])
  return happenings.map((one) => (
    <View key={one.transactionId} className="why-line">
      <View className="why-line__name">{one.name}</View>
      <View className="why-line__value">{one.value}</View>
    </View>
  ))
}
