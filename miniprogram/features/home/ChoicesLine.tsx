import { View } from '@tarojs/components'
import { aria } from '../../ui/aria'
import { Icon } from '../../ui/Icon'
import { open } from '../../wechat/navigation'
import { homeWords } from './words'

/** Said only while there is something to choose. */
export function ChoicesLine({ left }: { left: number }) {
  const text = homeWords().choicesLeft(left)
  return (
    <View
      className="choices-line"
      hoverClass="choices-line--pressed"
      onClick={() => open('entitlements')}
      {...aria({ role: 'button', label: text })}
    >
      <View className="choices-line__icon">
        <Icon name="gift" />
      </View>
      <View className="choices-line__text">{text}</View>
      <Icon name="chevron-right" size="small" />
    </View>
  )
}
