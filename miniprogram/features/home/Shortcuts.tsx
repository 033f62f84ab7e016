import { View } from '@tarojs/components'
import { aria } from '../../ui/aria'
import { Icon, type IconName } from '../../ui/Icon'
import { open } from '../../wechat/navigation'
import { seeRedeemable } from './seeRedeemable'
import { homeWords } from './words'

/** Four ways that are gone most often. */
export function Shortcuts() {
  const words = homeWords()
  const { ledger, wallet, tiers, within } = words.shortcut
  const ways: { text: string; icon: IconName; go: () => void }[] = [
    { text: ledger, icon: 'list', go: () => open('ledger') },
    { text: wallet, icon: 'wallet', go: () => open('wallet') },
    { text: tiers, icon: 'rise', go: () => open('tiers') },
    { text: within, icon: 'gift', go: seeRedeemable },
  ]
  return (
    <View className="shortcuts" {...aria({ role: 'list', label: words.shortcuts })}>
      {ways.map(({ text, icon, go }) => (
        <View
          key={icon}
          className="shortcut"
          hoverClass="shortcut--pressed"
          onClick={go}
          {...aria({ role: 'button', label: text })}
        >
          <View className="shortcut__icon">
            <Icon name={icon} />
          </View>
          <View className="shortcut__text">{text}</View>
        </View>
      ))}
    </View>
  )
}
