import type { Rounding } from '../../../shared/contract/points'
import { say, words } from '../../words/words'

interface YearlyDay {
  month: number
  day: number
  minimumMonths: number
}

const roundings: Record<'zh' | 'en', Record<Rounding, string>> = {
  zh: { down: '每笔舍去小数', half_up: '每笔四舍五入', half_even: '每笔四舍六入五成双' },
  en: {
    down: 'Down, for each purchase',
    half_up: 'To the nearest, for each purchase',
    half_even: 'To the nearest, halves to even',
  },
}

const texts = words({
  zh: {
    title: '关于与规则',
    tiers: '等级与成长值',
    tiersNote: '怎么算、有效多久、各级有什么',
    earning: '积分怎么来',
    rate: '消费积分',
    perYuan: (points: string) => `每 1 元得 ${points} 积分`,
    rounding: '取整',
    roundings: roundings.zh,
    available: '多久可用',
    days: (days: number) => `入账 ${days} 天后`,
    expiry: '有效期',
    months: (months: number) => `${months} 个月，到月底`,
    yearly: ({ month, day, minimumMonths }: YearlyDay) => `满 ${minimumMonths} 个月后的第一个 ${month} 月 ${day} 日`,
    refund: '退款',
    refundText: '按比例收回这笔消费的积分',
    versions: '在用的版本',
    rules: '积分规则',
    since: (day: string) => `${day}起`,
    catalogue: '权益目录',
    app: '小程序',
    service: '服务',
    policy: '隐私政策',
    official: '核对官方身份',
    privacy: '我们保存什么',
    privacyText: '只保存银行给的卡片代号与后四位。完整卡号、密码、余额从不进入我们的系统。手机号与卡密加密保存。',
  },
  en: {
    title: 'About and rules',
    tiers: 'Tiers and growth',
    tiersNote: 'What counts, for how long, and what each gives',
    earning: 'How points are earned',
    rate: 'Spending',
    perYuan: (points) => `${points === '1' ? 'A point' : `${points} points`} a yuan`,
    rounding: 'Rounding',
    roundings: roundings.en,
    available: 'Available',
    days: (days) => `${days} days after posting`,
    expiry: 'Valid for',
    months: (months) => `${months} months, to the month's end`,
    yearly: ({ month, day, minimumMonths }) => `${day}/${month} of a year, after at least ${minimumMonths} months`,
    refund: 'Refunds',
    refundText: "Take back their purchase's points in proportion",
    versions: 'In force',
    rules: 'Points rules',
    since: (day) => `Since ${day}`,
    catalogue: 'Catalogue',
    app: 'Mini-program',
    service: 'Service',
    policy: 'Privacy policy',
    official: 'Check that it is us',
    privacy: 'What we keep',
    privacyText:
      "The bank's token for your card and its last four digits. Full number, passwords and balances never reach us. Phone and codes are kept encrypted.",
  },
})

export const aboutWords = () => say(texts)
