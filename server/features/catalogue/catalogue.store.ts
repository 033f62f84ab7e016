import type { AccountKind, BenefitCategory, Delivery } from '../../../shared/contract/catalogue'
import type { TierId } from '../../../shared/contract/tiers'
import { points } from '../../../shared/values/points'
import type { Release } from '../../../shared/values/stock'
import type { Reader } from '../../db/database'
import { marks, moment } from '../../db/statements'
import type { Benefit, BenefitText } from './benefit'
import type { BenefitRow, BenefitStockRow } from './catalogue.entities'
import { searchTextOf } from './searchText'

type ShelfRow = Omit<BenefitRow, 'programme_id' | 'description' | 'steps'> &
  Pick<BenefitStockRow, 'stock' | 'issued' | 'last_seq' | 'taken_down_at'>

const shelfColumns = `b.benefit_id, b.title, b.category, b.tier, b.points, b.starts_at, b.ends_at, b.limit_per_person,
  b.valid_days, b.position, b.version, b.retired_at, b.delivery, b.supplier, b.sku, b.account_kind, b.limit_per_day,
  b.limit_per_week, b.limit_per_month, b.campaign_id, b.campaign_limit, b.products, b.releases, b.low_stock_at,
  s.stock, s.issued, s.last_seq, s.taken_down_at`
const shelves = 'benefit b JOIN benefit_stock s ON s.programme_id = b.programme_id AND s.benefit_id = b.benefit_id'

/** A benefit with all that is shown of it. */
export interface ListedBenefit extends Benefit, BenefitText {
  /** Taken out of the catalogue: shown to nobody but those who have redeemed it. */
  retired: boolean
  /** The words by which it is found, as `searchTerms` spells them. */
  searchText: string
}

/** Names one state of the words of a catalogue: two loads may make versions of one name. */
export interface CatalogueState {
  version: string
  loadedAt: string
}

type StateRow = { live: string; loaded_at: Date | string }
type ListedRow = ShelfRow & Pick<BenefitRow, 'description' | 'steps'>

/** The whole catalogue in its order, retired benefits among it. */
export async function listBenefits(
  reader: Reader,
  programmeId: string,
): Promise<CatalogueState & { benefits: ListedBenefit[] }> {
  const rows = await reader.rows<StateRow & (ListedRow | { benefit_id: null })>(
    `SELECT c.version AS live, c.loaded_at, ${shelfColumns}, b.description, b.steps
     FROM catalogue c LEFT JOIN (${shelves}) ON b.programme_id = c.programme_id
     WHERE c.programme_id = ? ORDER BY b.position, b.benefit_id`,
    [programmeId],
  )
  const benefits = rows.flatMap((row) => (row.benefit_id === null ? [] : [listedOf(row)]))
  return { ...stateOf(rows[0]), benefits }
}

/** What redemptions and the clock change of a benefit, and whether it was taken down in an emergency. */
export type Counters = Pick<Benefit, 'stock' | 'issued' | 'releases' | 'endsAt'>

/** The counters of every benefit, and the state of the words that they belong to. */
export async function listCounters(
  reader: Reader,
  programmeId: string,
): Promise<CatalogueState & { counters: Map<string, Counters> }> {
  type CounterRow = Pick<ShelfRow, 'benefit_id' | 'stock' | 'issued' | 'releases' | EndColumn>
  const rows = await reader.rows<StateRow & (CounterRow | { benefit_id: null })>(
    `SELECT c.version AS live, c.loaded_at, b.benefit_id, b.releases, b.ends_at, b.retired_at,
       s.stock, s.issued, s.taken_down_at
     FROM catalogue c LEFT JOIN (${shelves}) ON b.programme_id = c.programme_id WHERE c.programme_id = ?`,
    [programmeId],
  )
  const counters = new Map<string, Counters>()
  for (const row of rows) {
    if (row.benefit_id === null) continue
    const { stock, issued } = row
    counters.set(row.benefit_id, { stock, issued, releases: releasesIn(row.releases), endsAt: endOf(row) })
  }
  return { ...stateOf(rows[0]), counters }
}

function stateOf(row: StateRow | undefined): CatalogueState {
  return { version: row?.live ?? '', loadedAt: row ? moment(row.loaded_at).toISOString() : '' }
}

function listedOf(row: ListedRow): ListedBenefit {
  const { description, steps, retired_at } = row
  const benefit = { ...benefitOf(row), description, steps: stepsOf(steps) }
  return { ...benefit, retired: retired_at !== null, searchText: searchTextOf(benefit) }
}

/** Retired ones are found too: whoever redeemed one still wants to read how it is used. */
export async function findBenefit(
  reader: Reader,
  { programmeId, benefitId }: { programmeId: string; benefitId: string },
): Promise<(Benefit & BenefitText) | null> {
  const [row] = await reader.rows<ShelfRow & Pick<BenefitRow, 'description' | 'steps'>>(
    `SELECT ${shelfColumns}, b.description, b.steps FROM ${shelves} WHERE b.programme_id = ? AND b.benefit_id = ?`,
    [programmeId, benefitId],
  )
  return row ? { ...benefitOf(row), description: row.description, steps: stepsOf(row.steps) } : null
}

/** Those of these ids that there are, retired ones among them. */
export async function benefitsNamed(
  reader: Reader,
  { programmeId, benefitIds }: { programmeId: string; benefitIds: readonly string[] },
): Promise<Benefit[]> {
  if (benefitIds.length === 0) return []
  const rows = await reader.rows<ShelfRow>(
    `SELECT ${shelfColumns} FROM ${shelves} WHERE b.programme_id = ? AND b.benefit_id IN (${marks(benefitIds)})`,
    [programmeId, ...benefitIds],
  )
  return rows.map(benefitOf)
}

/** The version that is shown now; empty before the first load. */
export async function liveVersion(reader: Reader, programmeId: string): Promise<string> {
  const [row] = await reader.rows<{ version: string }>('SELECT version FROM catalogue WHERE programme_id = ?', [
    programmeId,
  ])
  return row?.version ?? ''
}

export function stepsOf(text: string): string[] {
  return text === '' ? [] : text.split('\n')
}

function benefitOf(row: ShelfRow): Benefit {
  return {
    id: row.benefit_id,
    title: row.title,
    category: row.category as BenefitCategory,
    tier: row.tier as TierId,
    points: points(row.points),
    startsAt: moment(row.starts_at),
    endsAt: endOf(row),
    limitPerPerson: row.limit_per_person,
    limits: {
      day: row.limit_per_day,
      week: row.limit_per_week,
      month: row.limit_per_month,
      campaign: row.campaign_limit,
    },
    campaignId: row.campaign_id,
    products: row.products === null ? null : row.products.split(','),
    delivery: row.delivery as Delivery,
    source: row.supplier === null || row.sku === null ? null : { supplier: row.supplier, sku: row.sku },
    accountKind: row.account_kind as AccountKind | null,
    validDays: row.valid_days,
    stock: row.stock,
    issued: row.issued,
    lastSeq: row.last_seq,
    releases: releasesIn(row.releases),
    lowStockAt: row.low_stock_at,
    position: row.position,
    version: row.version,
  }
}

type EndColumn = 'ends_at' | 'retired_at' | 'taken_down_at'

/** Its window ends early where it was retired or taken down. */
function endOf(row: Pick<ShelfRow, EndColumn>): Date {
  const ends = [row.ends_at, row.retired_at, row.taken_down_at].flatMap((end) => (end === null ? [] : [moment(end)]))
  return ends.reduce((first, end) => (end < first ? end : first))
}

/** Kept as JSON `[{ "at": "2026-11-22T12:00:00.000Z", "stock": 100 }]`, the earliest first. */
export function releasesIn(json: string | null): Release[] {
  if (json === null) return []
  const releases = JSON.parse(json) as { at: string; stock: number }[]
  return releases.map(({ at, stock }) => ({ at: new Date(at), stock }))
}

export function releasesText(releases: readonly Release[]): string | null {
  return releases.length === 0 ? null : JSON.stringify(releases.map(({ at, stock }) => ({ at, stock })))
}
