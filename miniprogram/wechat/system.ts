import Taro from '@tarojs/taro'
import { onH5 } from './platform'

export type Language = 'zh' | 'en'

/** Chinese unless the phone is set to English. */
export function language(): Language {
  return systemLanguage().toLowerCase().startsWith('en') ? 'en' : 'zh'
}

function systemLanguage(): string {
  if (onH5) return navigator.language
  return Taro.getAppBaseInfo().language ?? ''
}

/** WeChat's text size goes from 14 to 26 with 16 in the middle; ours follows it, from 0.9 to 1.4. */
export function typeScale(): number {
  if (onH5) return 1
  // Taro's types do not know the field; WeChat has had it since 2.13.
  const { fontSizeSetting: size = 16 } = Taro.getAppBaseInfo() as { fontSizeSetting?: number }
  return Math.min(1.4, Math.max(0.9, size / 16))
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
