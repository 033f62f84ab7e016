import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { TierId } from '../../shared/contract/tiers'

/** The night sky over the spruces, in the hour of a tier. */
export function MemberCard({ tier, children }: { tier: TierId; children: ReactNode }) {
  return (
    <View className={`member member--${tier}`}>
      <View className="member__stars" />
      <View className="member__ridge" />
      <View className="member__body">{children}</View>
    </View>
  )
}
