import { View } from '@tarojs/components'
import type { ReactNode } from 'react'

interface CardProps {
  children: ReactNode
  title?: string
  /** Rows reach to the edges. */
  flush?: boolean
}

export function Card({ children, title, flush = false }: CardProps) {
  return (
    <View className="card">
      {title && <View className="card__title">{title}</View>}
      <View className={flush ? 'card__flush' : 'card__body'}>{children}</View>
    </View>
  )
}
