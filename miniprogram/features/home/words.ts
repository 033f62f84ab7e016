import { say, words } from '../../words/words'

/** Where a line too narrow for all of it may end. */
const breakHere = '\u200b'

const texts = words({
  zh: {
    available: '可用积分',
    ledger: '积分明细',
    growth: '成长值',
    toNext: (missing: string, tier: string) => `还差 ${missing} 成长值到${tier}`,
    top: '已是最高等级',
    window: (from: string) => `${from}起的成长值有效`,
    expiring: '最先到期',
    expiresOn: (day: string) => `${day}${breakHere}到期`,
    nothingExpires: '暂无到期积分',
    pending: '入账中',
    allFrom: (day: string) => `${day}${breakHere}可用`,
    someFrom: (amount: string, day: string) => `${day}${breakHere}可用 ${amount}`,
    nothingPending: '暂无入账中积分',
    held: '兑换处理中',
    debt: (amount: string) => `因退款欠 ${amount} 积分，之后获得的积分会先补足，补足前不能兑换。`,
    benefits: '权益精选',
    all: '全部',
    noBenefits: '权益正在准备中',
    noBenefitsText: '新的权益上架后会出现在这里。',
    guestTitle: '刷卡有积分，积分换权益',
    guestRate: (points: string) => `每消费 1 元得 ${points} 积分，成长值同步累计，升级解锁更多权益。`,
    bind: '绑定联名卡',
    login: '微信登录',
    card: (last4: string) => `尾号 ${last4}`,
    tiers: '等级说明',
    choicesLeft: (count: number) => `本月等级权益可选 ${count} 项，不用积分`,
  },
  en: {
    available: 'Points to use',
    ledger: 'Statement',
    growth: 'Growth',
    toNext: (missing, tier) => `${missing} growth to ${tier}`,
    top: 'You hold the highest tier',
    window: (from) => `Growth counts since ${from}`,
    expiring: 'First to expire',
    expiresOn: (day) => `on ${day}`,
    nothingExpires: 'Nothing expires soon',
    pending: 'On the way',
    allFrom: (day) => `from ${day}`,
    someFrom: (amount, day) => `${amount} from ${day}`,
    nothingPending: 'Nothing on the way',
    held: 'Held for redemptions',
    debt: (amount) =>
      `A refund left you owing ${amount} points. What you earn next makes them up first; until then nothing can be redeemed.`,
    benefits: 'Benefits',
    all: 'All',
    noBenefits: 'Benefits are on their way',
    noBenefitsText: 'New benefits will show up here.',
    guestTitle: 'Spend with the card, redeem benefits',
    guestRate: (points) =>
      `${points === '1' ? 'A point' : `${points} points`} for each yuan spent. Growth adds up too, and higher tiers unlock more.`,
    bind: 'Bind your card',
    login: 'Log in with WeChat',
    card: (last4) => `Card ${last4}`,
    tiers: 'About tiers',
    choicesLeft: (count) => `Your tier gives ${count} this month, without points`,
  },
})

export const homeWords = () => say(texts)
