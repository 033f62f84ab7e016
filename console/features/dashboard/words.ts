import type { LoopStepId } from '../../../shared/contract/insights'
import { say, words } from '../../words/words'

interface Texts {
  title: string
  last: (days: number) => string
  custom: string
  from: string
  until: string
  rangeWrong: string
  fresh: (countedUntil: string | null) => string
  points: string
  issued: string
  redeemed: string
  expired: string
  takenBack: string
  outstanding: string
  definitions: Record<'issued' | 'redeemed' | 'expired' | 'takenBack' | 'outstanding', string>
  worth: (yuan: string) => string
  noWorth: string
  byDay: string
  day: string
  pointsChart: string
  loop: string
  loopText: (day: string) => string
  loopNone: string
  loopTrend: string
  steps: Record<LoopStepId, string>
  stepDefinitions: Record<LoopStepId, string>
  parts: Record<LoopStepId, (part: string, whole: string) => string>
  before: (change: string) => string
  noBefore: string
  suppliers: string
  suppliersText: string
  supplier: string
  delivered: string
  failed: string
  rate: string
  half: string
  most: string
  open: string
  manual: string
  noSuppliers: string
  stock: string
  stockText: string
  benefit: string
  left: string
  leftNow: string
  mark: string
  low: string
  used: string
  allStock: string
  benefits: string
  benefitsText: string
  redemptions: string
  pointsOf: string
  list: string
  listText: string
  ended: string
  asked: string
  number: string
  outcome: string
  origin: string
  origins: Record<'points' | 'entitlement' | 'upgrade', string>
  upgradeTo: (tier: string) => string
  failure: string
  none: string
}

const texts = words<Texts>({
  zh: {
    title: '数据看板',
    last: (days) => `近 ${days} 天`,
    custom: '自选',
    from: '开始日期',
    until: '结束日期',
    rangeWrong: '开始日期须不晚于结束日期，且最多 400 天。',
    fresh: (day) => (day ? `${day} 及以前已结算，之后为实时数字。` : '尚无已结算的日子，全部为实时数字。'),
    points: '积分',
    issued: '发放',
    redeemed: '兑换',
    expired: '到期',
    takenBack: '收回',
    outstanding: '期末未用',
    definitions: {
      issued: '从发行方账户转出的积分，减去退回发行方的：消费所得、人工增加、核销欠分。',
      redeemed: '用于权益和提前升级的积分，以交付为准；预留中的不算。',
      expired: '有效期过后作废的积分，减去恢复的。',
      takenBack: '因退款、冲正或人工扣减收回的积分。',
      outstanding: '持卡人名下全部积分（入账中、可用、预留）减欠分；等于期初加发放，减兑换、到期、收回。',
    },
    worth: (yuan) => `折合约 ${yuan}`,
    noWorth: '条款未设每千分价值',
    byDay: '按日明细',
    day: '日期',
    pointsChart: '每日发放、兑换、到期积分',
    loop: '七步循环',
    loopText: (day) => `截至 ${day} 的 30 天；“此前”是所选时段前一天的同一数字。`,
    loopNone: '所选时段还没有算出循环，每天零点一刻后结算前一天。',
    loopTrend: '七步循环走势',
    steps: {
      benefit: '拿到权益',
      card: '想要这张卡',
      reward: '消费有回报',
      feeling: '感觉好',
      money: '钱留在卡里',
      use: '用得更多',
      habit: '成为习惯',
    },
    stepDefinitions: {
      benefit: '30 天内有权益交付的人，占有绑定卡的人。',
      card: '30 天内拿到权益的人中，之后（同期内）又绑了卡的人。',
      reward: '30 天内有消费的卡中，至少一笔消费得了积分的卡。',
      feeling: '前一个 30 天里拿到权益的人中，自那次起 30 天内再次拿到的人。',
      money: '30 天内每张活跃卡的净消费额，比前一个 30 天。',
      use: '30 天内每张活跃卡的消费笔数，比前一个 30 天。',
      habit: '30 天内活跃的卡中，此前两个 30 天也都活跃的卡。',
    },
    parts: {
      benefit: (part, whole) => `${part} / ${whole} 人`,
      card: (part, whole) => `${part} / ${whole} 人`,
      reward: (part, whole) => `${part} / ${whole} 张`,
      feeling: (part, whole) => `${part} / ${whole} 人`,
      money: (part, whole) => `${part}，前期 ${whole}`,
      use: (part, whole) => `${part} 笔，前期 ${whole} 笔`,
      habit: (part, whole) => `${part} / ${whole} 张`,
    },
    before: (change) => `此前 ${change}`,
    noBefore: '此前无数字',
    suppliers: '供应商',
    suppliersText: '按订单了结的日子。成功率 = 交付 ÷（交付 + 失败）；时延从兑换到交付，取上限，误差不超过一成。',
    supplier: '供应商',
    delivered: '交付',
    failed: '失败',
    rate: '成功率',
    half: '时延 p50',
    most: '时延 p95',
    open: '在途',
    manual: '待人工',
    noSuppliers: '所选时段没有供应商订单',
    stock: '库存',
    stockText: '当前数字，低库存在前。',
    benefit: '权益',
    left: '剩余',
    leftNow: '现在可兑',
    mark: '预警线',
    low: '低库存',
    used: '已发',
    allStock: '全部库存',
    benefits: '热门权益',
    benefitsText: '按交付的日子，含等级权益。',
    redemptions: '兑换数',
    pointsOf: '积分',
    list: '兑换明细',
    listText: '按交付的日子，失败的按了结的日子；未选日期时为近 30 天。用积分提前升级也在其中；不含持卡人信息。',
    ended: '交付或失败',
    asked: '兑换时间',
    number: '兑换单号',
    outcome: '结果',
    origin: '来源',
    origins: { points: '积分', entitlement: '等级权益', upgrade: '积分升级' },
    upgradeTo: (tier) => `提前升级至${tier}`,
    failure: '失败原因',
    none: '所选时段没有兑换',
  },
  en: {
    title: 'Dashboard',
    last: (days) => `${days} days`,
    custom: 'Custom',
    from: 'First day',
    until: 'Last day',
    rangeWrong: 'The first day comes before the last, and at most 400 days before it.',
    fresh: (day) =>
      day ? `Added up to ${day}; later days are as of now.` : 'No day is added up yet; all is as of now.',
    points: 'Points',
    issued: 'Issued',
    redeemed: 'Redeemed',
    expired: 'Expired',
    takenBack: 'Taken back',
    outstanding: 'Outstanding at the end',
    definitions: {
      issued: 'What left the issuer’s account, less what went back to it: earned, given by hand, debt written off.',
      redeemed: 'Spent on benefits and early upgrades, when they are delivered; what is held is not among it.',
      expired: 'What lapsed after its last day, less what was reinstated.',
      takenBack: 'Taken back after refunds, reversals and by hand.',
      outstanding:
        'All that cardholders own (pending, available, held) less what they owe: what it was, plus issued, less redeemed, expired and taken back.',
    },
    worth: (yuan) => `about ${yuan}`,
    noWorth: 'The terms set no worth',
    byDay: 'Day by day',
    day: 'Day',
    pointsChart: 'Points issued, redeemed and expired by day',
    loop: 'The loop in seven steps',
    loopText: (day) => `Thirty days to ${day}, and the same on the day before the range.`,
    loopNone: 'The loop of this range is not worked out yet: each day is, from a quarter past midnight on.',
    loopTrend: 'The loop by day',
    steps: {
      benefit: 'Had a benefit',
      card: 'Wants the card',
      reward: 'Spending is rewarded',
      feeling: 'Good feeling',
      money: 'Money stays',
      use: 'The card is used more',
      habit: 'Habit',
    },
    stepDefinitions: {
      benefit: 'People to whom a benefit was delivered within 30 days, of all who have a card bound.',
      card: 'Of those who had a benefit within 30 days, who bound a card after it, within the same days.',
      reward: 'Of the cards with a purchase within 30 days, those of which a purchase earned points.',
      feeling: 'Of those who had a benefit in the 30 days before, who had another within 30 days of it.',
      money: 'Net spending of an active card in 30 days, against the 30 days before.',
      use: 'Purchases of an active card in 30 days, against the 30 days before.',
      habit: 'Of the cards active within 30 days, those active in both 30 days before as well.',
    },
    parts: {
      benefit: (part, whole) => `${part} of ${whole} people`,
      card: (part, whole) => `${part} of ${whole} people`,
      reward: (part, whole) => `${part} of ${whole} cards`,
      feeling: (part, whole) => `${part} of ${whole} people`,
      money: (part, whole) => `${part}, before ${whole}`,
      use: (part, whole) => `${part}, before ${whole}`,
      habit: (part, whole) => `${part} of ${whole} cards`,
    },
    before: (change) => `before: ${change}`,
    noBefore: 'nothing before',
    suppliers: 'Suppliers',
    suppliersText:
      'By the day on which an order ended. Success is delivered of all that ended; the delay runs from asking to delivery, told to the tenth above.',
    supplier: 'Supplier',
    delivered: 'Delivered',
    failed: 'Failed',
    rate: 'Success',
    half: 'Delay p50',
    most: 'Delay p95',
    open: 'Under way',
    manual: 'For a person',
    noSuppliers: 'No orders at suppliers ended in these days',
    stock: 'Stock',
    stockText: 'As of now; what is low comes first.',
    benefit: 'Benefit',
    left: 'Left',
    leftNow: 'Left now',
    mark: 'Mark',
    low: 'low',
    used: 'Issued',
    allStock: 'All of the stock',
    benefits: 'Top benefits',
    benefitsText: 'By the day of delivery, those that a tier gave among them.',
    redemptions: 'Redemptions',
    pointsOf: 'Points',
    list: 'Redemptions',
    listText:
      'By the day of delivery, failed ones by that of their end; the last 30 days where none are chosen. Upgrades for points are among them; of nobody in particular.',
    ended: 'Ended',
    asked: 'Asked for',
    number: 'Number',
    outcome: 'Outcome',
    origin: 'For',
    origins: { points: 'points', entitlement: 'tier', upgrade: 'upgrade' },
    upgradeTo: (tier) => `Upgrade to ${tier}`,
    failure: 'Why it failed',
    none: 'No redemptions in these days',
  },
})

export const dashboardWords = () => say(texts)
