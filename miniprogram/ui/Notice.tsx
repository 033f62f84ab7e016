import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { aria } from './aria'
import { Icon, type IconName } from './Icon'

type Tone = 'info' | 'good' | 'warn' | 'danger'

interface NoticeProps {
  tone?: Tone
  children: ReactNode
  /** The next step. */
  action?: { text: string; onClick: () => void }
}

const icons: Record<Tone, IconName> = { info: 'info', good: 'check-circle', warn: 'alert', danger: 'alert' }

/** Something to know, in its place on the page; errors are told here and never in a toast. */
export function Notice({ tone = 'info', children, action }: NoticeProps) {
  return (
    <View className={`notice notice--${tone}`} {...aria({ role: tone === 'danger' ? 'alert' : 'status' })}>
      <View className="notice__icon">
        <Icon name={icons[tone]} />
      </View>
      <View className="notice__text">{children}</View>
      {action && (
        <View
          className="notice__action"
          hoverClass="notice__action--pressed"
          onClick={action.onClick}
          {...aria({ role: 'button', label: action.text })}
        >
          {action.text}
        </View>
      )}
    </View>
  )
}
