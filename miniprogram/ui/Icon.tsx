import { View } from '@tarojs/components'
import { aria } from './aria'

export const iconNames = [
  'chevron-right',
  'chevron-left',
  'chevron-down',
  'home',
  'gift',
  'wallet',
  'person',
  'card',
  'list',
  'clock',
  'copy',
  'eye',
  'eye-off',
  'check',
  'check-circle',
  'alert',
  'info',
  'offline',
  'refresh',
  'lock',
  'exit',
  'device',
  'calendar',
  'star',
  'rise',
  'bank',
  'outward',
  'close',
  'shield',
  'return',
  'hourglass',
  'plus',
  'search',
  'share',
  'bell',
  'help',
  'language',
  'download',
  'trash',
  'qr',
  'video',
  'music',
  'reading',
  'games',
  'sports',
  'food',
  'travel',
  'telecom',
] as const

export type IconName = (typeof iconNames)[number]

interface IconProps {
  name: IconName
  size?: 'small' | 'normal' | 'large' | 'huge'
}

/** Always a decoration: what it means is said by the text or the label beside it. */
export function Icon({ name, size = 'normal' }: IconProps) {
  return <View className={`icon icon--${name} icon--${size}`} {...aria({ hidden: true })} />
}
