import type { RedemptionAtDesk } from '../../../shared/contract/insights'
import { tierId } from '../../../shared/contract/tiers'
import { wholeNumber } from '../../../shared/values/integers'
import { tierWords } from '../../../shared/words/tiers'
import type { Parameter, Reader } from '../../db/database'
import { moment } from '../../db/statements'

export interface EndedQuery {
  programmeId: string
  from: Date
  /** The first moment that is not in it. */
  until: Date
  benefitId?: string | undefined
  supplier?: string | undefined
  outcome?: 'delivered' | 'failed' | undefined
  origin?: RedemptionAtDesk['origin'] | undefined
  /** Behind which one the page begins. */
  after?: { endedAt: Date; id: string } | undefined
  limit: number
}

interface EndedRow {
  id: string
  benefit_id: string
  title: string
  points: string | number
  origin: 'points' | 'entitlement'
  state: 'delivered' | 'failed'
  supplier: string | null
  failure: string | null
  created_at: Date | string
  ended_at: Date | string
}

/** What was delivered; of suppliers, by the moment at which the order was closed, also what failed. */
export async function redemptionsEnded(reader: Reader, query: EndedQuery): Promise<RedemptionAtDesk[]> {
  const { programmeId, from, until, benefitId, supplier, outcome, origin, after, limit } = query
  const isOrdered = supplier !== undefined || outcome === 'failed'
  const ended = isOrdered ? 'o.closed_at' : 'r.delivered_at'
  const tables = isOrdered
    ? 'supplier_order o JOIN redemption r ON r.cardholder_id = o.cardholder_id AND r.id = o.redemption_id'
    : 'redemption r LEFT JOIN supplier_order o ON o.cardholder_id = r.cardholder_id AND o.redemption_id = r.id'
  const conditions = [`${isOrdered ? 'o' : 'r'}.programme_id = ?`, `${ended} >= ?`, `${ended} < ?`]
  const parameters: Parameter[] = [programmeId, from, until]
  const narrow = (condition: string, ...values: Parameter[]) => {
    conditions.push(condition)
    parameters.push(...values)
  }
  narrow(`r.state IN ('delivered', 'failed')`)
  if (benefitId !== undefined) narrow('r.benefit_id = ?', benefitId)
  if (supplier !== undefined) narrow('o.supplier = ?', supplier)
  if (outcome !== undefined) narrow('r.state = ?', outcome)
  if (origin !== undefined) narrow('r.origin = ?', origin)
  if (after) narrow(`(${ended} < ? OR (${ended} = ? AND r.id < ?))`, after.endedAt, after.endedAt, after.id)
  const rows = await reader.rows<EndedRow>(
    `SELECT r.id, r.benefit_id, r.title, r.points, r.origin, r.state, o.supplier, r.failure, r.created_at,
            ${ended} AS ended_at
     FROM ${tables} WHERE ${conditions.join(' AND ')} ORDER BY ${ended} DESC, r.id DESC LIMIT ${limit}`,
    parameters,
  )
  return rows.map((row) => ({
    id: row.id,
    benefitId: row.benefit_id,
    title: row.title,
    tier: null,
    points: wholeNumber(row.points, 'points'),
    origin: row.origin,
    state: row.state,
    supplier: row.supplier,
    failure: row.failure,
    redeemedAt: moment(row.created_at).toISOString(),
    endedAt: moment(row.ended_at).toISOString(),
  }))
}

/** Tiers that were reached early for points: redeemed as well, and of no benefit and no supplier. */
export async function upgradesMade(reader: Reader, query: EndedQuery): Promise<RedemptionAtDesk[]> {
  const { programmeId, from, until, benefitId, supplier, outcome, origin, after, limit } = query
  const isOfRedemptions = benefitId !== undefined || supplier !== undefined || outcome === 'failed'
  if (isOfRedemptions || (origin !== undefined && origin !== 'upgrade')) return []
  const behind = after ? ' AND (created_at < ? OR (created_at = ? AND id < ?))' : ''
  const rows = await reader.rows<{ id: string; tier: string; points: string | number; created_at: Date | string }>(
    `SELECT id, tier, points, created_at FROM tier_purchase
     WHERE programme_id = ? AND created_at >= ? AND created_at < ?${behind} ORDER BY created_at DESC, id DESC LIMIT ${limit}`,
    [programmeId, from, until, ...(after ? [after.endedAt, after.endedAt, after.id] : [])],
  )
  return rows.map((row) => {
    const tier = tierId.parse(row.tier)
    const at = moment(row.created_at).toISOString()
    return {
      id: row.id,
      benefitId: null,
      title: tierWords[tier].zh,
      tier,
      points: wholeNumber(row.points, 'points'),
      origin: 'upgrade',
      state: 'delivered',
      supplier: null,
      failure: null,
      redeemedAt: at,
      endedAt: at,
    }
  })
}
