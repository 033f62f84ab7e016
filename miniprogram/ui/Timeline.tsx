import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { aria } from './aria'
import { Icon } from './Icon'

export type TimelineState = 'done' | 'now' | 'next' | 'failed'

interface TimelineProps {
  label: string
  events: TimelineEvent[]
}

export interface TimelineEvent {
  key: string
  title: string
  /** When it was, or is expected. */
  at?: string
  note?: ReactNode
  state?: TimelineState
}

/** What happened or will happen, one below the other: a history, a delivery, the steps of a use. */
export function Timeline({ label, events }: TimelineProps) {
  return (
    <View className="timeline" {...aria({ role: 'list', label })}>
      {events.map(({ key, title, at, note, state = 'done' }) => (
        <View key={key} className={`timeline__one timeline__one--${state}`} {...aria({ role: 'listitem' })}>
          <View className="timeline__mark" {...aria({ hidden: true })}>
            {state === 'done' && <Icon name="check" size="small" />}
            {state === 'failed' && <Icon name="close" size="small" />}
          </View>
          <View className="timeline__words">
            <View className="timeline__head">
              <View className="timeline__title">{title}</View>
              {at && <View className="timeline__at">{at}</View>}
            </View>
            {note && <View className="timeline__note">{note}</View>}
          </View>
        </View>
      ))}
    </View>
  )
}
