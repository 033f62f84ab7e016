import { nameTab, tabs } from '../wechat/navigation'
import { type Language, language } from '../wechat/system'
import { uiWords } from './words'

/** WeChat's own tab bar carries the Chinese names of app.json until they are replaced, which only a tab may do. */
let named: Language = 'zh'

export function nameTabs(): void {
  if (named === language()) return
  named = language()
  const names = uiWords().tabs
  for (const [index, tab] of tabs.entries()) nameTab(index, names[tab])
}
