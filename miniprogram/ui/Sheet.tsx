import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { useEscape } from '../wechat/escape'
import { aria } from './aria'
import { Icon } from './Icon'
import { uiWords } from './words'

interface SheetProps {
  title: string
  children: ReactNode
  onClose: () => void
}

/** A dialog that rises from the bottom. Tapping beside it, the cross, or Escape closes it. */
export function Sheet({ title, children, onClose }: SheetProps) {
  useEscape(onClose)
  return (
    <View className="sheet" catchMove>
      <View className="sheet__shade" onClick={onClose} {...aria({ hidden: true })} />
      <View className="sheet__panel" {...aria({ role: 'dialog', modal: true, label: title })}>
        <View className="sheet__head">
          <View className="sheet__title">{title}</View>
          <View
            className="sheet__close"
            hoverClass="sheet__close--pressed"
            onClick={onClose}
            {...aria({ role: 'button', label: uiWords().close })}
          >
            <Icon name="close" />
          </View>
        </View>
        <View className="sheet__body">{children}</View>
      </View>
    </View>
  )
}
