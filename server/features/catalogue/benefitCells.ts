import { onceByName } from '../../ports/onceByName'
import type { BenefitCells, BenefitColumn, BenefitLine } from './benefitsFile'
import { benefitColumns } from './benefitsFile'

/** The cells of a benefit as a file would have them: what `benefitIn` reads back as the same benefit. */
export function cellsOf(benefit: BenefitLine): BenefitCells {
  const { limits, campaign } = benefit
  return {
    benefit_id: benefit.benefitId,
    title: benefit.title,
    category: benefit.category,
    tier: benefit.tier,
    points: String(benefit.points),
    stock: String(benefit.stock),
    starts_at: shanghaiText(benefit.startsAt, 'start'),
    ends_at: shanghaiText(benefit.endsAt, 'end'),
    limit_per_person: String(benefit.limitPerPerson),
    valid_days: String(benefit.validDays),
    description: benefit.description,
    steps: benefit.steps.join('\n'),
    delivery: benefit.delivery,
    supplier: benefit.source?.supplier ?? '',
    sku: benefit.source?.sku ?? '',
    account: benefit.accountKind ?? '',
    limit_per_day: numberText(limits.day),
    limit_per_week: numberText(limits.week),
    limit_per_month: numberText(limits.month),
    campaign: campaign?.id ?? '',
    campaign_limit: numberText(campaign?.limit ?? null),
    products: benefit.products?.join('|') ?? '',
    releases: benefit.releases.map(({ at, stock }) => `${shanghaiText(at, 'start')}=${stock}`).join('|'),
    low_stock_at: numberText(benefit.lowStockAt),
  }
}

/** Columns in the order of the file. */
export const columnsInOrder = Object.keys(benefitColumns) as BenefitColumn[]

/** Empty cells are left out, so that a column that comes later changes nothing of what is kept. */
export function contentText(cells: BenefitCells): string {
  return JSON.stringify(Object.fromEntries(columnsInOrder.map((column) => [column, cells[column] || undefined])))
}

export function cellsIn(content: string): BenefitCells {
  const kept = JSON.parse(content) as Partial<BenefitCells>
  return cellsFrom(kept)
}

/** Trimmed; what is not there is empty. */
export function cellsFrom(some: Partial<BenefitCells>): BenefitCells {
  return Object.fromEntries(columnsInOrder.map((column) => [column, (some[column] ?? '').trim()])) as BenefitCells
}

function numberText(number: number | null): string {
  return number === null ? '' : String(number)
}

const offsetMs = 8 * 3_600_000

/** Benefits begin and end with each other: the text of a moment is made once. */
const textOnce = onceByName<string>(1_000)

function shanghaiText(moment: Date, edge: 'start' | 'end'): string {
  return textOnce(`${edge}${moment.getTime()}`, () => textIn(moment, edge))
}

/** `2026-12-31 10:00` in Shanghai; a bare day where it is the first moment of it, or for `end` the last. */
function textIn(moment: Date, edge: 'start' | 'end'): string {
  const local = new Date(moment.getTime() + offsetMs).toISOString()
  const [day, time] = [local.slice(0, 10), local.slice(11, 23)]
  if (time === (edge === 'start' ? '00:00:00.000' : '23:59:59.999')) return day
  return `${day} ${time.slice(6, 8) === '00' ? time.slice(0, 5) : time.slice(0, 8)}`
}
