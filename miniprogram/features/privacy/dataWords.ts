import type { OwnSection } from '../../../shared/contract/privacy'
import { say, words } from '../../words/words'
import { fieldTexts, valueTexts } from './fieldWords'

const texts = words({
  zh: {
    title: '我的数据',
    asOf: (moment: string) => `${moment} 的数据。`,
    masked: '手机号、充值账号与卡密在这里和导出的文件里都只显示遮住的样式。',
    rows: (count: string) => `${count} 条`,
    nothing: '无',
    save: '导出全部（JSON 文件）',
    copy: '复制全部',
    collecting: '正在收集…',
    saved: '已导出。',
    savedNot: '没有导出。可以改用「复制全部」。',
    copied: '已复制，可以粘贴到备忘录里保存。',
    copiedNot: '没有复制。同意微信隐私指引后可以复制。',
    newer: '上一页',
    older: '下一页',
    place: (range: string) => `第 ${range} 条`,
    none: '—',
    yes: '是',
    no: '否',
    yuan: (amount: string) => `${amount} 元`,
  },
  en: {
    title: 'My data',
    asOf: (moment) => `As of ${moment}. `,
    masked: 'Phone number, accounts and codes are masked here and in the copy.',
    rows: (count) => count,
    nothing: 'None',
    save: 'Take a copy (JSON file)',
    copy: 'Copy all',
    collecting: 'Collecting…',
    saved: 'Done.',
    savedNot: 'It was not saved. You can use "Copy all" instead.',
    copied: 'Copied. Paste it into a note to keep it.',
    copiedNot: "Not copied. It works once you agree to WeChat's privacy guide.",
    newer: 'Back',
    older: 'Next',
    place: (range) => `Rows ${range}`,
    none: '—',
    yes: 'Yes',
    no: 'No',
    yuan: (amount) => `¥${amount}`,
  },
})

const sections = words<Record<OwnSection, string>>({
  zh: {
    profile: '身份',
    consents: '同意记录',
    sessions: '登录设备',
    cards: '联名卡',
    balance: '积分余额',
    lots: '积分批次',
    entries: '积分账目',
    spends: '消费记录',
    tier: '等级',
    tierSteps: '等级变化',
    growth: '成长值',
    redemptions: '兑换记录',
    looks: '查看卡密的记录',
    choices: '等级权益的选择',
    tastes: '偏好',
    lock: '安全锁',
    decisions: '风控判断',
    notices: '消息',
    newsSettings: '消息设置',
    subscriptions: '微信消息订阅',
  },
  en: {
    profile: 'Who I am',
    consents: 'Consents',
    sessions: 'Devices',
    cards: 'Cards',
    balance: 'Balance',
    lots: 'Lots of points',
    entries: 'Books of points',
    spends: 'Spending',
    tier: 'Tier',
    tierSteps: 'Changes of tier',
    growth: 'Growth',
    redemptions: 'Redemptions',
    looks: 'Looks at codes',
    choices: 'Choices by tier',
    tastes: 'Tastes',
    lock: 'Security lock',
    decisions: 'How attempts were handled',
    notices: 'Messages',
    newsSettings: 'Message settings',
    subscriptions: 'WeChat subscriptions',
  },
})

export const dataWords = () => say(texts)
export const sectionNames = () => say(sections)
export const valueNames = (): Record<string, string | undefined> => say(valueTexts)

/** A field that a newer server tells of goes by its own name. */
export function fieldName(field: string): string {
  return (say(fieldTexts) as Record<string, string | undefined>)[field] ?? field
}
