import type { EntryKind, Explanation } from '../../../shared/contract/points'
import type { RedemptionState } from '../../../shared/contract/redemption'
import type { TimelineKind } from '../../../shared/contract/support'
import { say, words } from '../../words/words'

interface Texts {
  title: string
  search: string
  searchText: string
  notUnderstood: string
  nobody: string
  many: string
  back: string
  phone: string
  noPhone: string
  unmask: string
  unmaskText: string
  show: string
  cards: string
  unbound: string
  since: string
  deleted: string
  deletedText: string
  copied: string
  levels: Record<'visitor' | 'phone' | 'cardholder', string>
  available: string
  pending: string
  held: string
  debt: string
  tier: string
  growth: string
  expiringNext: (amount: string, on: string) => string
  tabs: Record<'timeline' | 'lots' | 'redemptions', string>
  actions: string
  kinds: Record<TimelineKind, string>
  kind: string
  at: string
  what: string
  change: string
  details: string
  explain: string
  entries: Record<EntryKind, string>
  spends: Record<'purchase' | 'refund' | 'reversal', string>
  steps: Record<'upgrade' | 'renewal' | 'downgrade', string>
  states: Record<RedemptionState, string>
  outcomes: Record<'sent' | 'not_accepted' | 'not_wanted' | 'no_template' | 'failed', string>
  notSent: string
  ending: (last4: string) => string
  lot: string
  source: string
  earned: string
  gone: string
  expired: string
  lastDay: string
  extend: string
  reinstate: string
  until: (day: string) => string
  benefit: string
  number: string
  account: string
  deliveredAt: string
  evidence: string
  evidenceKinds: Record<'answer' | 'query' | 'callback' | 'statement' | 'person', string>
  serial: string
  order: string
  code: string
  validUntil: string
  entriesOf: string
  failure: string
  revealAsk: string
  replaceAsk: string
  formula: string
  legs: string
  accounts: Record<Explanation['legs'][number]['account'], string>
  whereabouts: string
  history: string
  corrects: string
  correctedBy: string
  threshold: string
  differences: string
  noDifferences: string
}

const texts = words<Texts>({
  zh: {
    title: '持卡人',
    search: '手机号、卡号后四位、兑换编号、订单号或持卡人编号',
    searchText: '每次查询都会写入操作日志；结果默认打码。',
    notUnderstood: '请输入 11 位手机号、卡号后四位，或完整的编号。',
    nobody: '没有找到符合的持卡人',
    many: '结果较多，只显示最近的 20 位；请换一个更准确的条件。',
    back: '返回查询',
    phone: '手机号',
    noPhone: '未验证',
    unmask: '显示完整手机号',
    unmaskText: '会写入操作日志。请写明为何需要完整号码。',
    show: '显示',
    cards: '联名卡',
    unbound: '已解绑',
    since: '首次使用',
    deleted: '已注销',
    deletedText: '该账户已注销，只保留账务记录。',
    copied: '复制编号',
    levels: { visitor: '访客', phone: '已验证手机', cardholder: '已绑卡' },
    available: '可用积分',
    pending: '入账中',
    held: '预留',
    debt: '欠积分',
    tier: '等级',
    growth: '成长值',
    expiringNext: (amount, on) => `${amount} 积分于 ${on} 到期`,
    tabs: { timeline: '时间线', lots: '积分批次', redemptions: '兑换记录' },
    actions: '制单',
    kinds: { spend: '消费', points: '积分', tier: '等级', redemption: '兑换', redelivery: '补发', notice: '通知' },
    kind: '类型',
    at: '时间',
    what: '内容',
    change: '积分变化',
    details: '明细',
    explain: '说明',
    entries: {
      earn: '消费获得',
      earn_correction: '积分更正',
      settle: '转为可用',
      hold: '兑换预留',
      release: '预留返还',
      redeem: '兑换权益',
      tier_upgrade: '提前升级',
      expire: '积分到期',
      clawback: '退款扣回',
      clawback_correction: '退款更正',
      debt_repayment: '补足欠分',
      adjust: '人工调整',
      debt_write_off: '欠分核销',
      debt_moved: '欠分随卡转移',
      reinstate: '到期恢复',
    },
    spends: { purchase: '消费', refund: '退款', reversal: '冲正' },
    steps: { upgrade: '升级', renewal: '保级', downgrade: '降级' },
    states: {
      held: '待发放',
      delivering: '发放中',
      delivered: '已到账',
      failed: '未成功，积分已退回',
      unknown: '结果未知',
      manual: '待人工处理',
    },
    outcomes: {
      sent: '微信已送达',
      not_accepted: '未订阅，未发微信',
      not_wanted: '本人关闭了此类提醒',
      no_template: '未配置模板',
      failed: '微信发送失败',
    },
    notSent: '尚未发送',
    ending: (last4) => `尾号 ${last4}`,
    lot: '批次',
    source: '来源流水',
    earned: '获得',
    gone: '已用或收回',
    expired: '已到期',
    lastDay: '有效期至',
    extend: '延期',
    reinstate: '恢复',
    until: (day) => `可恢复至 ${day}`,
    benefit: '权益',
    number: '兑换编号',
    account: '充值账号',
    deliveredAt: '到账时间',
    evidence: '凭证来源',
    evidenceKinds: {
      answer: '供应商当场答复',
      query: '查询结果',
      callback: '供应商回调',
      statement: '日对账单',
      person: '人工了结',
    },
    serial: '供应商回执',
    order: '订单号',
    code: '卡密',
    validUntil: '有效期至',
    entriesOf: '积分流水',
    failure: '失败原因',
    revealAsk: '申请查看卡密',
    replaceAsk: '申请补发卡密',
    formula: '计算方式',
    legs: '账务分录',
    accounts: {
      issuer: '发行方',
      pending: '入账中',
      available: '可用',
      held: '预留',
      redeemed: '已兑换',
      expired: '已到期',
      clawed_back: '已收回',
      debt: '欠积分',
    },
    whereabouts: '这笔积分现在在哪里',
    history: '这一批次的经过',
    corrects: '更正了',
    correctedBy: '后被更正为',
    threshold: '门槛',
    differences: '与今天重算的差别',
    noDifferences: '按今天的事实重算，结果相同',
  },
  en: {
    title: 'Cardholders',
    search: 'Phone, last four digits of the card, redemption, order or cardholder number',
    searchText: 'Every look-up goes into the audit log; results are masked.',
    notUnderstood: 'A phone of 11 digits, the last four of a card, or a whole number, please.',
    nobody: 'Nobody was found',
    many: 'There are more: the latest 20 are shown. Ask for something more exact.',
    back: 'Back to the look-up',
    phone: 'Phone',
    noPhone: 'not verified',
    unmask: 'Show the whole phone number',
    unmaskText: 'It goes into the audit log. Say why the whole number is needed.',
    show: 'Show',
    cards: 'Cards',
    unbound: 'unbound',
    since: 'Since',
    deleted: 'Deleted',
    deletedText: 'This account was deleted: the books are what is left.',
    copied: 'Copy the number',
    levels: { visitor: 'Visitor', phone: 'Phone verified', cardholder: 'Card bound' },
    available: 'Available',
    pending: 'Pending',
    held: 'Held',
    debt: 'Debt',
    tier: 'Tier',
    growth: 'Growth',
    expiringNext: (amount, on) => `${amount} points expire on ${on}`,
    tabs: { timeline: 'Timeline', lots: 'Lots', redemptions: 'Redemptions' },
    actions: 'Ask for',
    kinds: {
      spend: 'Spends',
      points: 'Points',
      tier: 'Tier',
      redemption: 'Redemptions',
      redelivery: 'Replaced codes',
      notice: 'Notices',
    },
    kind: 'Kind',
    at: 'When',
    what: 'What',
    change: 'Points',
    details: 'Details',
    explain: 'Explain',
    entries: {
      earn: 'Earned',
      earn_correction: 'Points corrected',
      settle: 'Became available',
      hold: 'Held for a redemption',
      release: 'Hold given back',
      redeem: 'Redeemed',
      tier_upgrade: 'Early upgrade',
      expire: 'Expired',
      clawback: 'Taken back by a refund',
      clawback_correction: 'Refund corrected',
      debt_repayment: 'Debt repaid',
      adjust: 'Adjusted by hand',
      debt_write_off: 'Debt written off',
      debt_moved: 'Debt moved with the card',
      reinstate: 'Reinstated',
    },
    spends: { purchase: 'Purchase', refund: 'Refund', reversal: 'Reversal' },
    steps: { upgrade: 'Upgrade', renewal: 'Renewal', downgrade: 'Downgrade' },
    states: {
      held: 'Waiting',
      delivering: 'Being delivered',
      delivered: 'Delivered',
      failed: 'Failed, points back',
      unknown: 'Unknown',
      manual: 'Waits for a person',
    },
    outcomes: {
      sent: 'WeChat took it',
      not_accepted: 'not subscribed, not sent',
      not_wanted: 'switched off by its owner',
      no_template: 'no template',
      failed: 'WeChat refused it',
    },
    notSent: 'not sent yet',
    ending: (last4) => `ending ${last4}`,
    lot: 'Lot',
    source: 'From',
    earned: 'Earned',
    gone: 'Used or taken back',
    expired: 'Expired',
    lastDay: 'Last day',
    extend: 'Extend',
    reinstate: 'Reinstate',
    until: (day) => `until ${day}`,
    benefit: 'Benefit',
    number: 'Redemption',
    account: 'Account',
    deliveredAt: 'Delivered at',
    evidence: 'By the word of',
    evidenceKinds: {
      answer: "the supplier's answer",
      query: 'a query',
      callback: 'a callback',
      statement: 'the daily statement',
      person: 'a person',
    },
    serial: "Supplier's receipt",
    order: 'Order',
    code: 'Code',
    validUntil: 'Valid until',
    entriesOf: 'Entries',
    failure: 'Why it failed',
    revealAsk: 'Ask to see the code',
    replaceAsk: 'Ask to replace the code',
    formula: 'Worked out',
    legs: 'Legs',
    accounts: {
      issuer: 'Issuer',
      pending: 'Pending',
      available: 'Available',
      held: 'Held',
      redeemed: 'Redeemed',
      expired: 'Expired',
      clawed_back: 'Clawed back',
      debt: 'Debt',
    },
    whereabouts: 'Where these points are now',
    history: 'What happened to this lot',
    corrects: 'Corrects',
    correctedBy: 'Corrected by',
    threshold: 'Threshold',
    differences: 'Otherwise by the facts of today',
    noDifferences: 'By the facts of today it comes to the same',
  },
})

export const cardholderTexts = () => say(texts)
