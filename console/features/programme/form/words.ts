import type { ExpiryPolicy, Rounding } from '../../../../shared/contract/points'
import type { DebtPolicy } from '../../../../shared/contract/programmeTerms'
import { say, words } from '../../../words/words'

interface Texts {
  rates: string
  rateHint: string
  growthHint: string
  minimumHint: string
  firstHint: string
  excluded: string
  excludedHint: string
  limits: string
  limitHint: string
  budgetHint: string
  multipliers: string
  multiplierHint: string
  productHint: string
  categories: string
  category: string
  mccRanges: string
  mccHint: string
  mccFrom: string
  mccUntil: string
  categoryRateHint: string
  bonuses: string
  bonus: string
  bonusBudgetHint: string
  conditions: string
  idHint: string
  channels: Record<'pos' | 'online', string>
  weekdays: readonly string[]
  tiers: string
  tier: string
  tiersText: string
  holding: string
  priceHint: string
  points: string
  availableHint: string
  expiries: Record<ExpiryPolicy['kind'], string>
  roundings: Record<Rounding, string>
  debts: Record<DebtPolicy, string>
  debtHint: string
  worthHint: string
  none: string
  add: (what: string) => string
  remove: string
  choose: string
  name: string
}

const texts = words<Texts>({
  zh: {
    rates: '比率',
    rateHint: '100 基点：每 ¥1 得 1 分',
    growthHint: '100 基点：每 ¥1 得 1 点成长值',
    minimumHint: '低于此金额的消费不计分；1000 分 = ¥10',
    firstHint: '首笔得分消费额外得到；0 为没有',
    excluded: '不计分',
    excludedHint: '四位商户类别码；可粘贴多个，用逗号或空格分隔',
    limits: '上限与预算',
    limitHint: '每位持卡人；空着即不设上限',
    budgetHint: '本版一共发放这么多之后，后天起不再发分；空着即不限',
    multipliers: '等级倍数',
    multiplierHint: '10,000 = 1 倍，15,000 = 1.5 倍；未列出的等级为 1 倍',
    productHint: '按卡产品取代基础比率；100 基点：每 ¥1 得 1 分',
    categories: '类别比率',
    category: '类别',
    mccRanges: '商户类别码（含首尾）',
    mccHint: '单个类别首尾相同',
    mccFrom: '首个类别码',
    mccUntil: '末个类别码',
    categoryRateHint: '取代基础比率和卡产品比率',
    bonuses: '加成',
    bonus: '加成',
    bonusBudgetHint: '额外发放这么多之后，次日终了结束；空着即不限',
    conditions: '给出的条件须全部满足；空着的不作限制',
    idHint: '小写字母、数字和连字符；账目以此记录，发布后勿改',
    channels: { pos: '线下', online: '线上' },
    weekdays: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
    tiers: '等级门槛',
    tier: '等级',
    tiersText: '从低到高；第一级为普卡，门槛为 0。',
    holding: '等级的保持与提前升级',
    priceHint: '从低一级提前升到该级所需积分；未列出的等级不能用积分升级',
    points: '积分的生命',
    availableHint: '银行入账后几天，积分由“入账中”变为可用',
    expiries: { rolling_months: '入账后若干个月，到月底', yearly: '每年固定一天' },
    roundings: { down: '向下取整', half_up: '四舍五入', half_even: '四舍六入五成双' },
    debts: { owe: '记为欠分，之后所得先抵', forgive: '免除' },
    debtHint: '须收回的积分已用掉时',
    worthHint: '发行方内部估值，只用于报表，不向持卡人显示',
    none: '没有',
    add: (what) => `添加${what}`,
    remove: '删除',
    choose: '添加…',
    name: '名称',
  },
  en: {
    rates: 'Rates',
    rateHint: '100 basis points: 1 point for ¥1',
    growthHint: '100 basis points: 1 growth for ¥1',
    minimumHint: 'Purchases below it earn nothing; 1000 fen = ¥10',
    firstHint: 'Extra points for the first purchase that earns; 0 for none',
    excluded: 'Without points',
    excludedHint: 'Merchant category codes of four digits; several can be pasted, with commas or spaces between',
    limits: 'Caps and budget',
    limitHint: 'Of one cardholder; empty is no cap',
    budgetHint:
      'When so many were issued under this version, it earns nothing from the day after tomorrow; empty is none',
    multipliers: 'Tier multipliers',
    multiplierHint: '10,000 is once, 15,000 one and a half times; a tier that is not listed has once',
    productHint: 'By card product, in place of the base rate; 100 basis points: 1 point for ¥1',
    categories: 'Rates of categories',
    category: 'Category',
    mccRanges: 'Merchant category codes, inclusive',
    mccHint: 'One category alone begins and ends with itself',
    mccFrom: 'First code',
    mccUntil: 'Last code',
    categoryRateHint: 'In place of the base rate and of that of the card product',
    bonuses: 'Bonuses',
    bonus: 'Bonus',
    bonusBudgetHint: 'When so many extra points were issued, it ends with the next day; empty is no budget',
    conditions: 'Each condition that is given has to hold; what is empty does not count.',
    idHint: 'Lower case letters, digits and dashes; entries keep it, so leave it once it is published',
    channels: { pos: 'In shops', online: 'Online' },
    weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    tiers: 'Thresholds',
    tier: 'Tier',
    tiersText: 'From the lowest to the highest; the first is basic, at 0.',
    holding: 'How tiers are kept and reached early',
    priceHint: 'From the tier right below; a tier that is not listed cannot be had for points',
    points: 'How points live',
    availableHint: 'From pending to available, counted from the day on which the bank posted the spend',
    expiries: { rolling_months: 'To the end of the month, so many months later', yearly: 'On one day of the year' },
    roundings: { down: 'Down', half_up: 'Half up', half_even: 'Half to even' },
    debts: { owe: 'Owed, and paid from what is earned next', forgive: 'Given up' },
    debtHint: 'Where points that have to be taken back are spent',
    worthHint: "The issuer's own reckoning, for reports alone; no cardholder sees it",
    none: 'None',
    add: (what) => `Add ${what.toLowerCase()}`.trim(),
    remove: 'Remove',
    choose: 'Add…',
    name: 'Name',
  },
})

export const versionFormTexts = () => say(texts)
