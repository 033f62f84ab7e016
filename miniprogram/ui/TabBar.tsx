import { View } from '@tarojs/components'
import { open, type TabName, tabs } from '../wechat/navigation'
import { aria } from './aria'
import { Icon, type IconName } from './Icon'
import { uiWords } from './words'

const icons: Record<TabName, IconName> = { home: 'home', catalogue: 'gift', wallet: 'wallet', me: 'person' }

/** The tab bar of the H5 build. */
export function TabBar({ current }: { current: TabName }) {
  const words = uiWords().tabs
  return (
    <View className="tab-bar" {...aria({ role: 'tablist' })}>
      {tabs.map((tab) => (
        <View
          key={tab}
          className={tab === current ? 'tab-bar__tab tab-bar__tab--current' : 'tab-bar__tab'}
          hoverClass="tab-bar__tab--pressed"
          onClick={() => open(tab)}
          {...aria({ role: 'tab', selected: tab === current, label: words[tab] })}
        >
          <Icon name={icons[tab]} />
          <View className="tab-bar__name">{words[tab]}</View>
        </View>
      ))}
    </View>
  )
}
