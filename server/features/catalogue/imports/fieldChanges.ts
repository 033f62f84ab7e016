import type { BenefitLine } from '../benefitsFile'
import type { KnownBenefit } from '../load.store'
import type { BenefitColumn } from './shapes'

/** One field of a benefit, before and after, as a file would say it. */
export interface FieldChange {
  field: BenefitColumn | 'retired'
  before: string
  after: string
}

/** What differs between a benefit of the live catalogue and one of a file; its place in the file is not counted. */
export function fieldChanges({ benefit, retired }: KnownBenefit, other: BenefitLine): FieldChange[] {
  const [before, after] = [wordsOf(benefit), wordsOf(other)]
  const fields = Object.keys(before) as BenefitColumn[]
  const changes: FieldChange[] = fields
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ field, before: before[field], after: after[field] }))
  return retired ? [{ field: 'retired', before: 'yes', after: 'no' }, ...changes] : changes
}

/** A benefit in the words of a file. */
export function wordsOf(benefit: BenefitLine): Record<BenefitColumn, string> {
  const { limits, campaign, source } = benefit
  return {
    benefit_id: benefit.benefitId,
    title: benefit.title,
    category: benefit.category,
    tier: benefit.tier,
    points: String(benefit.points),
    stock: String(benefit.stock),
    starts_at: shanghaiText(benefit.startsAt),
    ends_at: shanghaiText(benefit.endsAt),
    limit_per_person: String(benefit.limitPerPerson),
    valid_days: String(benefit.validDays),
    description: benefit.description,
    steps: benefit.steps.join('|'),
    delivery: benefit.delivery,
    supplier: source?.supplier ?? '',
    sku: source?.sku ?? '',
    account: benefit.accountKind ?? '',
    limit_per_day: numberText(limits.day),
    limit_per_week: numberText(limits.week),
    limit_per_month: numberText(limits.month),
    campaign: campaign?.id ?? '',
    campaign_limit: numberText(campaign?.limit ?? null),
    products: benefit.products?.join('|') ?? '',
    releases: benefit.releases.map(({ at, stock }) => `${shanghaiText(at)}=${stock}`).join('|'),
    low_stock_at: numberText(benefit.lowStockAt),
  }
}

function numberText(number: number | null): string {
  return number === null ? '' : String(number)
}

/** `2026-12-31 23:59` in Shanghai, with seconds where there are any. */
function shanghaiText(moment: Date): string {
  const text = new Date(moment.getTime() + 8 * 3_600_000).toISOString()
  return `${text.slice(0, 10)} ${text.slice(11, text.slice(17, 19) === '00' ? 16 : 19)}`
}
