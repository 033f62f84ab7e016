import type { BiometricWay } from '../../wechat/soter'
import { say, words } from '../../words/words'

/** Of a device that is not in the hand nobody knows which it has. */
type Biometric = BiometricWay | 'either'
const namesZh: Record<Biometric, string> = { fingerPrint: '指纹', facial: '面容', either: '指纹或面容' }
const namesEn: Record<Biometric, string> = { fingerPrint: 'finger', facial: 'face', either: 'finger or face' }

const texts = words({
  zh: {
    loginTitle: '登录',
    brand: '云杉星野联名卡',
    pitch: '消费得积分，积分换权益',
    stay: '在这台设备上保持登录',
    login: '同意并用微信登录',
    promise: '登录只用来认出您是谁。手机号和卡片在您绑卡时才会用到。',
    demo: '演示环境由微信模拟器扮演扫码的人。',
    openSimulator: '换一个人',
    devicesTitle: '登录设备',
    current: '本机',
    unnamed: '未命名的设备',
    lastSeen: (moment: string) => `最近使用 ${moment}`,
    expires: (moment: string) => `登录至 ${moment}`,
    end: '退出',
    trusted: (moment: string) => `已信任，自 ${moment}`,
    notTrusted: '未信任',
    trust: '信任本机',
    distrust: '取消信任',
    trustTitle: '信任这台设备',
    trustText:
      '信任后，可在本机用指纹或面容代替短信验证码；开启「仅限信任的设备」后也能兑换。只信任您自己的手机。退出登录即不再信任。',
    trustConfirm: '验证并信任',
    biometricOn: (way: Biometric) => `${namesZh[way]}可代替短信验证码`,
    biometricLater: (way: Biometric, moment: string) => `${moment} 起，${namesZh[way]}可代替短信验证码`,
    biometricNow: (way: Biometric) => `现在启用${namesZh[way]}`,
    biometricText: (way: Biometric, moment: string) =>
      `您曾在本机为别的事验证过，本机因此受信任；为防冒用，${namesZh[way]}要等到${moment} 才能代替短信验证码。现在再验证一次，马上就能用。`,
    biometricConfirm: '验证并启用',
    lock: '安全锁',
    endAll: '退出全部设备',
    endAllTitle: '退出全部设备？',
    endAllText: '包括这台设备。下次使用时需要重新登录。',
    cancel: '取消',
  },
  en: {
    loginTitle: 'Log in',
    brand: 'Spruce × Hoshino Card',
    pitch: 'Spend, earn points, redeem benefits',
    stay: 'Stay logged in on this device',
    login: 'Agree and log in with WeChat',
    promise: 'Logging in only tells us who you are. Phone and card are asked for when you bind a card.',
    demo: 'In the demo, the WeChat simulator plays the person who scans.',
    openSimulator: 'Someone else',
    devicesTitle: 'Devices',
    current: 'This device',
    unnamed: 'Unnamed device',
    lastSeen: (moment) => `Last used ${moment}`,
    expires: (moment) => `Logged in until ${moment}`,
    end: 'Log out',
    trusted: (moment) => `Trusted since ${moment}`,
    notTrusted: 'Not trusted',
    trust: 'Trust this device',
    distrust: 'Take trust away',
    trustTitle: 'Trust this device',
    trustText:
      'A trusted device may use your finger or face in place of the one-time password, and may redeem when only trusted devices may. Trust only a phone of your own. The trust ends when you log out.',
    trustConfirm: 'Verify and trust',
    biometricOn: (way) => `Your ${namesEn[way]} stands for the one-time password`,
    biometricLater: (way, moment) => `A ${namesEn[way]} stands for the one-time password from ${moment}`,
    biometricNow: (way) => `Use my ${namesEn[way]} now`,
    biometricText: (way, moment) =>
      `This device is trusted since you proved something else on it. In case it was not you, your ${namesEn[way]} stands for the one-time password from ${moment} only. Verify once more and it does at once.`,
    biometricConfirm: 'Verify and use',
    lock: 'Security lock',
    endAll: 'Log out everywhere',
    endAllTitle: 'Log out everywhere?',
    endAllText: 'This device included. Next time you log in again.',
    cancel: 'Cancel',
  },
})

export const identityWords = () => say(texts)
