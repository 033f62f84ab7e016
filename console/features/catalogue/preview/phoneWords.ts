import type { AccountKind, Delivery } from '../../../../shared/contract/catalogue'
import { say, words } from '../../../words/words'

interface Texts {
  catalogue: string
  detail: string
  all: string
  points: string
  left: (count: string) => string
  few: (count: string) => string
  gone: string
  ended: string
  notYet: (at: string) => string
  next: (at: string, stock: string) => string
  tags: Record<Delivery, string>
  tierAndUp: (tier: string) => string
  tier: string
  everyone: string
  products: string
  limit: string
  ever: (count: number) => string
  day: (count: number) => string
  week: (count: number) => string
  month: (count: number) => string
  campaign: (count: number) => string
  between: string
  delivery: string
  ways: Record<Delivery | AccountKind, string>
  validity: string
  validDays: (days: number) => string
  window: string
  until: (at: string) => string
  about: string
  steps: string
  terms: string
  final: Record<Delivery, string>
  failRule: string
  redeem: string
  noTitle: string
  light: string
  dark: string
  theme: string
  empty: string
  choose: string
  shownAs: (at: string) => string
  shownNow: string
  loadedSoFar: (count: number) => string
}

/** What the mini-program says; it says it there in these very words. */
const texts = words<Texts>({
  zh: {
    catalogue: '权益',
    detail: '权益详情',
    all: '全部',
    points: '积分',
    left: (count) => `剩 ${count} 份`,
    few: (count) => `仅剩 ${count} 份`,
    gone: '已兑完',
    ended: '已结束',
    notYet: (at) => `${at} 开始`,
    next: (at, stock) => `下一批 ${at} 放出 · ${stock} 份`,
    tags: { code: '卡密', topup: '直充到账', link: '兑换链接' },
    tierAndUp: (tier) => `${tier}起`,
    tier: '等级要求',
    everyone: '所有持卡人',
    products: '适用卡种',
    limit: '每人限兑',
    ever: (count) => `共 ${count} 次`,
    day: (count) => `每天 ${count} 次`,
    week: (count) => `每周 ${count} 次`,
    month: (count) => `每月 ${count} 次`,
    campaign: (count) => `本次活动合计 ${count} 次`,
    between: '，',
    delivery: '发放方式',
    ways: {
      code: '卡密，立即放入卡包',
      topup: '直充到账',
      link: '兑换链接，放入卡包',
      phone: '直充到账，充入手机号',
      qq: '直充到账，充入 QQ 号',
      wechat: '直充到账，充入微信号',
    },
    validity: '有效期',
    validDays: (days) => `发放后 ${days} 天`,
    window: '兑换时间',
    until: (at) => `${at} 截止`,
    about: '权益说明',
    steps: '使用步骤',
    terms: '兑换须知',
    final: {
      code: '兑换成功后立即发放卡密，不可撤销，积分不退回。',
      topup: '兑换后不可撤销。充值账号由您填写，充错账号无法追回，请仔细核对。',
      link: '兑换后不可撤销。链接放入卡包后，积分不退回。',
    },
    failRule: '如未能发放，积分会原路退回，有效期不变。',
    redeem: '兑换',
    noTitle: '（未填名称）',
    light: '浅色',
    dark: '深色',
    theme: '手机的外观',
    empty: '这个版本里没有持卡人看得到的权益',
    choose: '点左边一项，看它的详情',
    shownAs: (at) => `按发布时 ${at}（北京时间）的样子；剩余份数按现在已兑的算`,
    shownNow: '按现在的样子；剩余份数按现在已兑的算',
    loadedSoFar: (count) => `已显示前 ${count} 项`,
  },
  en: {
    catalogue: 'Benefits',
    detail: 'Benefit',
    all: 'All',
    points: 'points',
    left: (count) => `${count} left`,
    few: (count) => `Only ${count} left`,
    gone: 'Sold out',
    ended: 'Ended',
    notYet: (at) => `From ${at}`,
    next: (at, stock) => `Next: ${at} · ${stock}`,
    tags: { code: 'Code', topup: 'Top-up', link: 'Link' },
    tierAndUp: (tier) => `${tier} and up`,
    tier: 'Tier',
    everyone: 'All cardholders',
    products: 'Cards',
    limit: 'Limit per person',
    ever: (count) => `${count} in all`,
    day: (count) => `${count} a day`,
    week: (count) => `${count} a week`,
    month: (count) => `${count} a month`,
    campaign: (count) => `${count} in this campaign`,
    between: ', ',
    delivery: 'Delivery',
    ways: {
      code: 'A code, at once in your wallet',
      topup: 'Topped up directly',
      link: 'A link in your wallet',
      phone: 'Topped up to a phone number',
      qq: 'Topped up to a QQ account',
      wechat: 'Topped up to a WeChat account',
    },
    validity: 'Valid',
    validDays: (days) => `${days} days once issued`,
    window: 'Redeem',
    until: (at) => `until ${at}`,
    about: 'About',
    steps: 'How to use it',
    terms: 'Terms',
    final: {
      code: 'The code comes at once. It cannot be taken back, and points are not returned.',
      topup: 'It cannot be taken back. Please check the account: what went to a wrong one cannot be recovered.',
      link: 'It cannot be taken back. Once the link is in your wallet, points are not returned.',
    },
    failRule: 'If it cannot be delivered, your points come back as they were.',
    redeem: 'Redeem',
    noTitle: '(no title yet)',
    light: 'Light',
    dark: 'Dark',
    theme: 'Appearance of the phone',
    empty: 'This version has nothing that cardholders would see',
    choose: 'Choose one on the left to see it whole',
    shownAs: (at) => `As of ${at}, Shanghai time, when it goes live; what is left is counted with what is issued now`,
    shownNow: 'As of now; what is left is counted with what is issued now',
    loadedSoFar: (count) => `The first ${count} are shown`,
  },
})

export const phoneTexts = () => say(texts)
