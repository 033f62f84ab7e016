import { nameTab, tabs } from '../wechat/navigation'
import { language } from '../wechat/system'
import { uiWords } from './words'

let named = false

/** WeChat's own tab bar carries the Chinese names of app.json; on a phone set to English they are replaced once. */
export function nameTabs(): void {
  if (named || language() === 'zh') return
  named = true
  const names = uiWords().tabs
  for (const [index, tab] of tabs.entries()) nameTab(index, names[tab])
}
