import { View } from '@tarojs/components'
import { back, canGoBack } from '../wechat/navigation'
import { aria } from './aria'
import { Icon } from './Icon'
import { uiWords } from './words'

/** The title bar of the H5 build. */
export function NavBar({ title, backwards }: { title: string; backwards: boolean }) {
  const words = uiWords()
  const homeOnly = backwards && !canGoBack()
  return (
    <View className="nav-bar">
      {backwards && (
        <View
          className="nav-bar__back"
          hoverClass="nav-bar__back--pressed"
          onClick={back}
          {...aria({ role: 'button', label: homeOnly ? words.home : words.back })}
        >
          <Icon name={homeOnly ? 'home' : 'chevron-left'} />
        </View>
      )}
      <View className="nav-bar__title" {...aria({ role: 'heading' })}>
        {title}
      </View>
    </View>
  )
}
