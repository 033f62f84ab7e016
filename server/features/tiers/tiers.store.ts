import type { TierId } from '../../../shared/contract/tiers'
import { type BusinessDay, businessDay } from '../../../shared/values/businessDay'
import type { Reader, Tx } from '../../db/database'
import type { Who } from './growth.store'
import type { TierStandingRow } from './tiers.entities'

export interface StoredStanding {
  tier: TierId
  reachedOn: BusinessDay | null
  termEndsOn: BusinessDay | null
  evaluatedOn: BusinessDay | null
  dueOn: BusinessDay | null
}

export async function findStanding(reader: Reader, cardholderId: string): Promise<StoredStanding | null> {
  const [row] = await reader.rows<TierStandingRow>(
    'SELECT tier, reached_on, term_ends_on, evaluated_on, due_on FROM tier_standing WHERE cardholder_id = ?',
    [cardholderId],
  )
  if (!row) return null
  return {
    tier: row.tier as TierId,
    reachedOn: dayOrNull(row.reached_on),
    termEndsOn: dayOrNull(row.term_ends_on),
    evaluatedOn: dayOrNull(row.evaluated_on),
    dueOn: dayOrNull(row.due_on),
  }
}

/** Called under the cardholder's lock, so that the row is either there or ours to make. */
export async function writeStanding(
  tx: Tx,
  who: Who,
  { standing, changedAt }: { standing: StoredStanding; changedAt: Date | null },
): Promise<void> {
  const { tier, reachedOn, termEndsOn, evaluatedOn, dueOn } = standing
  const updated = await tx.change(
    `UPDATE tier_standing SET tier = ?, reached_on = ?, term_ends_on = ?, evaluated_on = ?, due_on = ?,
       changed_at = COALESCE(?, changed_at)
     WHERE cardholder_id = ?`,
    [tier, reachedOn, termEndsOn, evaluatedOn, dueOn, changedAt, who.cardholderId],
  )
  if (updated > 0) return
  if (!changedAt) throw new Error('a standing that is not there cannot stay as it is')
  await tx.insert('tier_standing', [
    {
      cardholder_id: who.cardholderId,
      programme_id: who.programmeId,
      tier,
      reached_on: reachedOn,
      changed_at: changedAt,
      term_ends_on: termEndsOn,
      evaluated_on: evaluatedOn,
      due_on: dueOn,
    },
  ])
}

/** Where a page of standings ended; null before the first. */
export type PageEnd = { day: string; cardholderId: string } | null

interface Page {
  programmeId: string
  after: PageEnd
  limit: number
}

/** Standings that time has reached, the longest overdue first. */
export function standingsDue(reader: Reader, { until, ...page }: Page & { until: BusinessDay }) {
  return standingsBy(reader, { ...page, column: 'due_on', condition: 'due_on <= ?', bound: until })
}

/** Standings that were followed to a day that has not come: the clock was ahead then. */
export function standingsAhead(reader: Reader, { beyond, ...page }: Page & { beyond: BusinessDay }) {
  return standingsBy(reader, { ...page, column: 'evaluated_on', condition: 'evaluated_on > ?', bound: beyond })
}

async function standingsBy(
  reader: Reader,
  {
    programmeId,
    after,
    limit,
    column,
    condition,
    bound,
  }: Page & { column: 'due_on' | 'evaluated_on'; condition: string; bound: BusinessDay },
): Promise<{ day: string; cardholderId: string }[]> {
  const further = after ? ` AND ${column} >= ? AND (${column} > ? OR cardholder_id > ?)` : ''
  const rows = await reader.rows<{ day: string; cardholder_id: string }>(
    `SELECT ${column} AS day, cardholder_id FROM tier_standing WHERE programme_id = ? AND ${condition}${further}
     ORDER BY ${column}, cardholder_id LIMIT ${limit}`,
    [programmeId, bound, ...(after ? [after.day, after.day, after.cardholderId] : [])],
  )
  return rows.map((row) => ({ day: row.day, cardholderId: row.cardholder_id }))
}

/** Claims the one notice of a term and mark; false when it was sent before, in this process or another. */
export async function claimNotice(
  tx: Tx,
  who: Who,
  { termEndsOn, daysBefore, sentAt }: { termEndsOn: BusinessDay; daysBefore: number; sentAt: Date },
): Promise<boolean> {
  const row = {
    cardholder_id: who.cardholderId,
    term_ends_on: termEndsOn,
    days_before: daysBefore,
    programme_id: who.programmeId,
    sent_at: sentAt,
  }
  return (await tx.insert('tier_notice', [row], { ignoreKnown: true })) === 1
}

function dayOrNull(text: string | null): BusinessDay | null {
  return text === null ? null : businessDay(text)
}
