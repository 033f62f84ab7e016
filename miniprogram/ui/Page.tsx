import { View } from '@tarojs/components'
import { type ReactNode, useEffect } from 'react'
import { setTitle, type TabName } from '../wechat/navigation'
import { useLeaving } from '../wechat/place'
import { onH5 } from '../wechat/platform'
import { typeScale } from '../wechat/system'
import { NavBar } from './NavBar'
import { nameTabs } from './nameTabs'
import { PrivacyAsk } from './PrivacySheet'
import { TabBar } from './TabBar'

interface PageProps {
  title: string
  children: ReactNode
  /** The page is this tab; all others can be left by going back. */
  tab?: TabName
  /** Stays at the bottom, above the phone's own bar. */
  footer?: ReactNode
}

/** The frame of every page. WeChat draws its own title and tab bars; a browser has none, so there they are ours. */
export function Page({ title, children, tab, footer }: PageProps) {
  useEffect(() => setTitle(title), [title])
  useEffect(() => {
    if (tab) nameTabs()
  }, [tab])
  useLeaving()
  const parts = `${footer ? ' page--footed' : ''}${tab ? ' page--tab' : ''}`
  return (
    <View className={`page${parts}`} style={`--type-scale:${typeScale()}`}>
      {onH5 && <NavBar title={title} backwards={!tab} />}
      {children}
      {!onH5 && <PrivacyAsk />}
      {footer && <View className="page__end" />}
      {footer && <View className="page__footer">{footer}</View>}
      {onH5 && tab && <TabBar current={tab} />}
    </View>
  )
}
