import Taro from '@tarojs/taro'
import { now } from './chance'
import { onH5 } from './platform'

const pages = {
  home: '/features/home/home',
  catalogue: '/features/catalogue/catalogue',
  wallet: '/features/wallet/wallet',
  me: '/features/me/me',
  benefit: '/features/redemption/benefit',
  result: '/features/redemption/result',
  code: '/features/wallet/code/code',
  ledger: '/features/ledger/ledger',
  lots: '/features/ledger/lots',
  entitlements: '/features/entitlements/entitlements',
  tiers: '/features/tiers/tiers',
  tierHistory: '/features/tiers/history',
  tierEvaluation: '/features/tiers/evaluation',
  ceremony: '/features/tiers/ceremony',
  bind: '/features/cards/bind',
  cards: '/features/cards/cards',
  login: '/features/identity/login',
  devices: '/features/identity/devices',
  about: '/features/about/about',
  help: '/features/help/help',
  official: '/features/help/official',
  month: '/features/help/month',
  privacy: '/features/privacy/privacy',
  privacyText: '/features/privacy/text',
  myData: '/features/privacy/data',
  myDataSection: '/features/privacy/section',
  deletion: '/features/privacy/deletion',
  notifications: '/features/settings/notifications',
  lock: '/features/settings/lock',
  inbox: '/features/settings/inbox',
} as const

export type PageName = keyof typeof pages
export const tabs = ['home', 'catalogue', 'wallet', 'me'] as const
export type TabName = (typeof tabs)[number]

/** The path of a page, as WeChat and links know it. */
export function address(page: PageName, params: Record<string, string>): string {
  const pairs = Object.entries(params).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return pairs.length > 0 ? `${pages[page]}?${pairs.join('&')}` : pages[page]
}

export function open(page: PageName, params: Record<string, string> = {}): void {
  if (isTab(page)) Taro.switchTab({ url: pages[page] })
  else openOnce(address(page, params))
}

/** Longer than between the two taps of one finger. */
const twiceWithinMs = 500
let last = { url: '', at: 0 }

/** A second tap on the same, before the page has come to lie above it, would open it twice. */
function openOnce(url: string): void {
  const at = now().getTime()
  const isAgain = url === last.url && at - last.at < twiceWithinMs
  if (isAgain) return
  last = { url, at }
  Taro.navigateTo({ url })
}

/** Whoever has been there and is back may go again at once. */
export function mayOpenAgain(): void {
  last = { url: '', at: 0 }
}

/** Opens a page in the place of this one, so that going back does not lead here again. */
export function replace(page: PageName, params: Record<string, string> = {}): void {
  if (isTab(page)) Taro.switchTab({ url: pages[page] })
  else Taro.redirectTo({ url: address(page, params) })
}

/** Starts over at a page, with nothing to go back to: after a login or a logout every older page is out of date. */
export function startOver(page: PageName): void {
  Taro.reLaunch({ url: pages[page] })
}

/** Back, or home where a link led straight to this page. */
export function back(): void {
  if (canGoBack()) Taro.navigateBack()
  else Taro.switchTab({ url: pages.home })
}

export function canGoBack(): boolean {
  return Taro.getCurrentPages().length > 1
}

export function setTitle(title: string): void {
  Taro.setNavigationBarTitle({ title })
}

function isTab(page: PageName): boolean {
  return (tabs as readonly string[]).includes(page)
}

/** Opens an address outside the mini-program. Only browsers can: in WeChat the demo has no outside pages. */
export function openOutside(url: string): void {
  if (onH5) window.open(url, '_blank', 'noopener')
}

/** Renames a tab of WeChat's own bar; on H5 the bar is ours and named already. */
export function nameTab(index: number, text: string): void {
  if (!onH5) Taro.setTabBarItem({ index, text })
}
