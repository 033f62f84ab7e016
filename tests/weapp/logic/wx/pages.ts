import type { Values } from '../../messages'
import { type Interfaces, type Options, promised } from '../answered'
import { fault } from '../notes'
import { outside } from '../outside'
import { type Address, addressOf, type Phone } from '../phone'
import type { Stack } from '../stack'

/** From page to page, and what the bars around a page show. */
export function pageInterfaces(phone: Phone, stack: () => Stack): Interfaces {
  const going = (name: string, go: (stack: Stack, address: Address) => void) => ({
    [name]: promised(phone, name, ({ url }: Options) => {
      try {
        go(stack(), addressOf(String(url), stack().top?.route))
        return {}
      } catch (error) {
        fault('refused', `${name} ${String(url)}: ${(error as Error).message}`)
        throw error
      }
    }),
  })
  const bar = (name: string) => ({
    [name]: promised(phone, name, ({ success: _, fail: __, complete: ___, ...settings }) => {
      const page = stack().top
      if (page) outside.post({ kind: 'bar', page: page.id, settings: settings as Values })
      return {}
    }),
  })
  const pulled = (name: string, refreshing: boolean) => ({
    [name]: promised(phone, name, () => {
      const page = stack().top
      if (page) outside.post({ kind: 'pulled', page: page.id, refreshing })
      if (page && refreshing) stack().call(page, 'onPullDownRefresh')
      return {}
    }),
  })
  return {
    ...going('navigateTo', (to, address) => to.navigateTo(address)),
    ...going('redirectTo', (to, address) => to.redirectTo(address)),
    ...going('switchTab', (to, address) => to.switchTab(address)),
    ...going('reLaunch', (to, address) => to.reLaunch(address)),
    navigateBack: promised(phone, 'navigateBack', ({ delta }) => stack().back(Number(delta ?? 1))),
    ...bar('setNavigationBarTitle'),
    ...bar('setNavigationBarColor'),
    ...bar('setBackgroundColor'),
    ...bar('hideHomeButton'),
    ...bar('hideShareMenu'),
    ...bar('showShareMenu'),
    ...pulled('startPullDownRefresh', true),
    ...pulled('stopPullDownRefresh', false),
    setTabBarItem: promised(phone, 'setTabBarItem', ({ index, text }) => {
      outside.post({ kind: 'tabText', index: Number(index), text: String(text) })
    }),
    ...Object.fromEntries(
      ['setTabBarBadge', 'removeTabBarBadge', 'showTabBarRedDot', 'hideTabBarRedDot', 'setTabBarStyle'].map((name) => [
        name,
        promised(phone, name, () => ({})),
      ]),
    ),
    pageScrollTo: promised(phone, 'pageScrollTo', ({ scrollTop, selector }) =>
      phone.ask('scroll', { page: stack().top?.id, scrollTop, selector }),
    ),
    navigateToMiniProgram: promised(phone, 'navigateToMiniProgram', () => ({})),
    openEmbeddedMiniProgram: promised(phone, 'openEmbeddedMiniProgram', () => ({})),
    openCustomerServiceChat: promised(phone, 'openCustomerServiceChat', () => ({})),
    exitMiniProgram: promised(phone, 'exitMiniProgram', () => ({})),
  }
}
