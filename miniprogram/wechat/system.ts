import Taro from '@tarojs/taro'
import { onH5 } from './platform'
import { storage } from './storage'

export type Language = 'zh' | 'en'

/** A language of one's own, or the phone's. */
export type LanguageChoice = Language | 'phone'

const choiceName = 'language'
let chosen: LanguageChoice | undefined

/** What was chosen on this phone; else Chinese, unless the phone is set to English. */
export function language(): Language {
  const choice = languageChoice()
  return choice === 'phone' ? phoneLanguage() : choice
}

/** Read from the phone once: every text asks for it. */
export function languageChoice(): LanguageChoice {
  chosen ??= storage.read<LanguageChoice>(choiceName) ?? 'phone'
  return chosen
}

/** Kept on the phone, also after a logout. Pages that are open keep their words: start over afterwards. */
export function setLanguage(choice: LanguageChoice): void {
  chosen = choice
  storage.write(choiceName, choice)
}

function phoneLanguage(): Language {
  return systemLanguage().toLowerCase().startsWith('en') ? 'en' : 'zh'
}

function systemLanguage(): string {
  if (onH5) return navigator.language
  return Taro.getAppBaseInfo().language ?? ''
}

/** WeChat's text size goes from 14 to 26 with 16 in the middle, a browser's is 16 as a rule; ours follows, 0.9 to 1.4. */
export function typeScale(): number {
  return Math.min(1.4, Math.max(0.9, (onH5 ? browserTextSize() : wechatTextSize()) / 16))
}

function wechatTextSize(): number {
  // Taro's types do not know the field; WeChat has had it since 2.13.
  const { fontSizeSetting = 16 } = Taro.getAppBaseInfo() as { fontSizeSetting?: number }
  return fontSizeSetting
}

/** The page itself sets no size on its root, so this is what the person has set. */
function browserTextSize(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16
}

/** What this device calls itself in the list of logins. */
export function deviceName(): string {
  if (onH5) return `${browserName()} (H5)`
  const { brand, model } = Taro.getDeviceInfo()
  return `${brand} ${model}`.trim().slice(0, 64)
}

function browserName(): string {
  const agent = navigator.userAgent
  if (/MicroMessenger/.test(agent)) return 'WeChat'
  if (/Edg\//.test(agent)) return 'Edge'
  if (/Firefox\//.test(agent)) return 'Firefox'
  if (/Chrome\//.test(agent)) return 'Chrome'
  return /Safari\//.test(agent) ? 'Safari' : 'Browser'
}

/** Null where there is none: in a browser, and in WeChat's IDE without an account. */
export function ownAppId(): string | null {
  if (onH5) return null
  const { appId } = Taro.getAccountInfoSync().miniProgram
  return appId === 'touristappid' ? null : appId
}

/** Whether motion is unwelcome. WeChat has no word for it: there only the style sheets know what the phone is set to. */
export function prefersStillness(): boolean {
  return onH5 && window.matchMedia('(prefers-reduced-motion: reduce)').matches
}
