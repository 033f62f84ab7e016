import type { EntryKind, Rounding } from '../../../shared/contract/points'
import { say, words } from '../../words/words'

/** A purchase times a rate, and the tier's multiplier where there is one, before and after it is rounded. */
interface Formula {
  yuan: string
  rate: string
  multiplier?: string
  raw: string
  points: string
  rounding: Rounding
}

const roundings: Record<'zh' | 'en', Record<Rounding, string>> = {
  zh: { down: '舍去小数', half_up: '四舍五入', half_even: '四舍六入五成双' },
  en: { down: 'rounded down', half_up: 'rounded', half_even: 'rounded, halves to even' },
}

const kinds: Record<'zh' | 'en', Record<EntryKind, string>> = {
  zh: {
    earn: '消费获得',
    earn_correction: '积分更正',
    settle: '转为可用',
    hold: '兑换预留',
    release: '预留返还',
    redeem: '兑换权益',
    expire: '积分到期',
    clawback: '退款扣回',
    clawback_correction: '退款更正',
    debt_repayment: '补足欠分',
    adjust: '人工调整',
    debt_write_off: '欠分核销',
    reinstate: '到期恢复',
    tier_upgrade: '提前升级',
  },
  en: {
    earn: 'Earned',
    earn_correction: 'Points corrected',
    settle: 'Became available',
    hold: 'Set aside for a redemption',
    release: 'Given back, not redeemed',
    redeem: 'Redeemed',
    expire: 'Expired',
    clawback: 'Taken back after a refund',
    clawback_correction: 'Refund corrected',
    debt_repayment: 'Owed points made up',
    adjust: 'Adjusted by support',
    debt_write_off: 'Owed points written off',
    reinstate: 'Expired points brought back',
    tier_upgrade: 'Early upgrade',
  },
}

const pointsOf = (count: string) => (count === '1' ? 'point' : 'points')
const countsOf = (count: string) => `${count} ${count === '1' ? 'point counts' : 'points count'}`

const texts = words({
  zh: {
    title: '积分明细',
    months: '月份',
    earned: '本月获得',
    spent: '本月支出',
    emptyTitle: '还没有积分记录',
    emptyText: '用联名卡消费后，积分会记在这里。',
    browse: '去看看权益',
    pendingUntil: (day: string) => `入账中，${day}可用`,
    kinds: kinds.zh,
    explanation: '说明',
    category: '商户类别',
    card: '卡片',
    last4: (last4: string) => `尾号 ${last4}`,
    spend: '消费金额',
    refund: '退款金额',
    rule: '计算方式',
    formula: ({ yuan, rate, multiplier, raw, points, rounding }: Formula) =>
      `${yuan} 元 × ${rate} 积分/元${multiplier ? ` × ${multiplier}` : ''} = ${raw}，${roundings.zh[rounding]}得 ${points} 积分`,
    bonus: '活动加成',
    perYuan: (rate: string) => `+${rate} 积分/元`,
    firstPurchase: '首笔奖励',
    limited: '上限',
    limitedTo: (count: string) => `已到上限，计 ${count} 积分`,
    limitedByBonus: (count: string) => `本月活动加成已到上限，计 ${count} 积分`,
    limitedByRule: (count: string) => `本期规则可得积分已到上限，计 ${count} 积分`,
    refunded: '其中已退',
    yuan: (amount: string) => `${amount} 元`,
    excludedCategory: '这一类消费不计积分',
    belowOnePoint: '金额不足 1 积分',
    belowMinimum: '金额低于起计金额',
    budgetUsedUp: '本期积分名额已发完',
    version: '规则版本',
    lot: '积分有效期',
    lotExpires: (day: string) => `至 ${day}`,
    lotRemaining: '这批还剩',
    points: (count: string) => `${count} 积分`,
    available: '可用时间',
    benefit: '兑换的权益',
    postedAt: '记账时间',
    refundNote: '退款会按比例收回这笔消费得到的积分。',
    expireNote: '积分到有效期当天结束时失效。',
    holdNote: '兑换完成前先为您预留，未成会返还到原来的批次。',
    releaseNote: '这次兑换未完成，积分已返还。其中有效期已过的部分随即失效。',
    debtNote: '之前的退款超出了可用积分，新积分先用来补足。',
    adjustNote: '由客服核实后调整，两人复核。如有疑问请联系客服。',
    writeOffNote: '所欠的积分已为您核销，不需要补足。',
    reinstateNote: '到期的积分已为您恢复，请在新的有效期内使用。',
    upgradeTo: (tier: string) => `提前升到${tier}`,
    upgradeNote: '按您的确认，用积分提前升级，不可撤销。',
  },
  en: {
    title: 'Points statement',
    months: 'Months',
    earned: 'In',
    spent: 'Out',
    emptyTitle: 'No entries yet',
    emptyText: 'Spend with the card and your points are listed here.',
    browse: 'See the benefits',
    pendingUntil: (day) => `On the way, from ${day}`,
    kinds: kinds.en,
    explanation: 'Why',
    category: 'Merchant category',
    card: 'Card',
    last4: (last4) => `ending ${last4}`,
    spend: 'Spent',
    refund: 'Refunded',
    rule: 'Worked out',
    formula: ({ yuan, rate, multiplier, raw, points, rounding }) =>
      `${yuan} yuan × ${rate} ${pointsOf(rate)}/yuan${multiplier ? ` × ${multiplier}` : ''} = ${raw}, ${roundings.en[rounding]} to ${points}`,
    bonus: 'Bonus',
    perYuan: (rate) => `+${rate} ${pointsOf(rate)}/yuan`,
    firstPurchase: 'First purchase',
    limited: 'Limit',
    limitedTo: (count) => `limit reached, ${countsOf(count)}`,
    limitedByBonus: (count) => `this month's bonus limit reached, ${countsOf(count)}`,
    limitedByRule: (count) => `limit of these rules reached, ${countsOf(count)}`,
    refunded: 'Refunded of it',
    yuan: (amount) => `${amount} yuan`,
    excludedCategory: 'This category earns no points',
    belowOnePoint: 'Less than one point',
    belowMinimum: 'Below the smallest amount that counts',
    budgetUsedUp: 'All points of this offer have been given out',
    version: 'Rules',
    lot: 'Valid',
    lotExpires: (day) => `until ${day}`,
    lotRemaining: 'Left of these',
    points: (count) => `${count} ${pointsOf(count)}`,
    available: 'Available',
    benefit: 'Benefit',
    postedAt: 'Booked',
    refundNote: 'A refund takes back the points of its purchase, in proportion.',
    expireNote: 'Points end with the last day on which they are valid.',
    holdNote: 'Set aside until the redemption is complete. If it fails, the points go back to where they came from.',
    releaseNote:
      'This redemption was not completed and its points were given back. Those past their last day ended at once.',
    debtNote: 'Earlier refunds took more than you had; new points make that up first.',
    adjustNote: 'Adjusted after a review by two people. Please ask support if you have a question.',
    writeOffNote: 'The points you owed were written off; nothing has to be made up.',
    reinstateNote: 'Expired points were brought back for you. Please use them by their new last day.',
    upgradeTo: (tier) => `Early upgrade to ${tier}`,
    upgradeNote: 'Used, as you confirmed, to reach a higher tier early. This cannot be undone.',
  },
})

export const ledgerWords = () => say(texts)
