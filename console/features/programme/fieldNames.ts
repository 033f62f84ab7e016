import { tierId } from '../../../shared/contract/tiers'
import { tierWords } from '../../../shared/words/tiers'
import { say, words } from '../../words/words'

const texts = words<Record<string, string>>({
  zh: {
    rule: '积分规则',
    terms: '条款',
    version: '版本名称',
    since: '生效日期',
    rateBasisPoints: '积分比率（基点）',
    growthBasisPoints: '成长值比率（基点）',
    excludedMccs: '不计分的商户类别',
    minimumAmountFen: '起计金额（人民币分）',
    productRates: '卡产品比率（基点）',
    categories: '类别',
    mccs: '商户类别',
    perMonth: '每月上限（积分）',
    bonuses: '加成',
    extraBasisPoints: '额外比率（基点）',
    budgetPoints: '预算（积分）',
    channels: '渠道',
    weekdays: '星期',
    from: '首日',
    until: '末日',
    firstPurchasePoints: '首笔消费奖励（积分）',
    tierMultipliers: '等级倍数（万分之一）',
    caps: '上限',
    perDay: '每日上限（积分）',
    perRule: '本版上限（积分）',
    tiers: '等级',
    threshold: '门槛（成长值）',
    tierWindowMonths: '成长值窗口（月）',
    tierTermMonths: '等级有效期（月）',
    tierGraceDays: '宽限（天）',
    tierPrices: '提前升级价（积分）',
    daysUntilAvailable: '几天后可用（天）',
    expiry: '到期',
    kind: '方式',
    months: '有效期（月）',
    month: '月',
    day: '日',
    minimumMonths: '至少（月）',
    rounding: '取整',
    debtPolicy: '欠分处理',
    reinstatementDays: '过期后可恢复（天）',
    fenPerThousandPoints: '每千积分估值（人民币分）',
    id: '编号',
    tier: '等级',
  },
  en: {
    rule: 'Earning rule',
    terms: 'Terms',
    version: 'Name of the version',
    since: 'First day',
    rateBasisPoints: 'Points (basis points)',
    growthBasisPoints: 'Growth (basis points)',
    excludedMccs: 'Merchant categories without points',
    minimumAmountFen: 'Least amount (fen)',
    productRates: 'Rates of card products (basis points)',
    categories: 'Category',
    mccs: 'Merchant categories',
    perMonth: 'At most a month (points)',
    bonuses: 'Bonus',
    extraBasisPoints: 'Extra (basis points)',
    budgetPoints: 'Budget (points)',
    channels: 'Channels',
    weekdays: 'Weekdays',
    from: 'First day',
    until: 'Last day',
    firstPurchasePoints: 'For the first purchase (points)',
    tierMultipliers: 'Multiplier of tier (ten-thousandths)',
    caps: 'Cap',
    perDay: 'At most a day (points)',
    perRule: 'At most under the version (points)',
    tiers: 'Tier',
    threshold: 'Threshold (growth)',
    tierWindowMonths: 'Window of growth (months)',
    tierTermMonths: 'Term of a tier (months)',
    tierGraceDays: 'Grace (days)',
    tierPrices: 'Price of reaching it early (points)',
    daysUntilAvailable: 'Until available (days)',
    expiry: 'Expiry',
    kind: 'Kind',
    months: 'Lifetime (months)',
    month: 'Month',
    day: 'Day',
    minimumMonths: 'At least (months)',
    rounding: 'Rounding',
    debtPolicy: 'Debt',
    reinstatementDays: 'Can come back (days)',
    fenPerThousandPoints: 'Worth of 1,000 points (fen)',
    id: 'Id',
    tier: 'Tier',
  },
})

const numbered = words({ zh: (at: number) => `第 ${at} 项`, en: (at) => `no. ${at}` })

const values = words<Record<string, string>>({
  zh: {
    rolling_months: '入账后若干个月，到月底',
    yearly: '每年固定一天',
    down: '向下取整',
    half_up: '四舍五入',
    half_even: '四舍六入五成双',
    owe: '记为欠分',
    forgive: '免除',
    pos: '线下',
    online: '线上',
  },
  en: {
    rolling_months: 'To the end of the month, so many months later',
    yearly: 'On one day of the year',
    down: 'Down',
    half_up: 'Half up',
    half_even: 'Half to even',
    owe: 'Owed',
    forgive: 'Given up',
    pos: 'In shops',
    online: 'Online',
  },
})

/** What a field of a version is called, its parts one after the other; null for the field of anything else. */
export function versionFieldName(field: string): string | null {
  const [first = '', ...rest] = field.split('.')
  return (first === 'rule' || first === 'terms') && rest.length > 0 ? pathName(rest) : null
}

/** A path of names; those that somebody gave (a bonus, a card product) stand as they are. */
export function pathName(path: readonly PropertyKey[]): string {
  return path.map(partName).join(' · ')
}

function partName(part: PropertyKey): string {
  if (typeof part === 'number') return say(numbered)(part + 1)
  const name = String(part)
  const tier = tierId.safeParse(name).data
  return tier ? say(tierWords[tier]) : (say(texts)[name] ?? name)
}

/** What a value of a version means, where it is a word of ours and none of theirs. */
export function versionValueText(value: string): string {
  const said = say(values)
  return value
    .split(', ')
    .map((one) => said[one] ?? one)
    .join('、')
}
