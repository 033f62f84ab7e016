import type { TierId } from '../../../shared/contract/tiers'
import type { BusinessDay } from '../../../shared/values/businessDay'
import { wholeNumber } from '../../../shared/values/integers'
import type { Reader, Tx } from '../../db/database'
import { inSlices, marks, moment } from '../../db/statements'
import type { Who } from './growth.store'
import type { TierStandingRow } from './tiers.entities'

/** An upgrade that its cardholder has not been congratulated on yet. */
export interface Ceremony {
  evaluationId: string
  from: TierId
  to: TierId
}

export interface StoredStanding {
  tier: TierId
  reachedOn: BusinessDay | null
  termEndsOn: BusinessDay | null
  changedAt: Date
  evaluatedOn: BusinessDay | null
  dueOn: BusinessDay | null
  /** The day of the last step, a renewal included. */
  steppedOn: BusinessDay | null
  /** No window since the last step holds more growth than this; null when that is not known. */
  growthPeak: number | null
  ceremony: Ceremony | null
}

export async function findStanding(reader: Reader, cardholderId: string): Promise<StoredStanding | null> {
  return (await findStandings(reader, [cardholderId])).get(cardholderId) ?? null
}

export async function findStandings(
  reader: Reader,
  cardholderIds: readonly string[],
): Promise<Map<string, StoredStanding>> {
  const standings = new Map<string, StoredStanding>()
  for (const ids of inSlices(cardholderIds)) {
    const rows = await reader.rows<TierStandingRow>(
      `SELECT cardholder_id, tier, reached_on, term_ends_on, changed_at, evaluated_on, due_on, stepped_on, growth_peak,
         ceremony_id, ceremony_from, ceremony_to
       FROM tier_standing WHERE cardholder_id IN (${marks(ids)})`,
      ids,
    )
    for (const row of rows) {
      standings.set(row.cardholder_id, {
        tier: row.tier as TierId,
        reachedOn: row.reached_on as BusinessDay | null,
        termEndsOn: row.term_ends_on as BusinessDay | null,
        changedAt: moment(row.changed_at),
        evaluatedOn: row.evaluated_on as BusinessDay | null,
        dueOn: row.due_on as BusinessDay | null,
        steppedOn: row.stepped_on as BusinessDay | null,
        growthPeak: row.growth_peak === null ? null : wholeNumber(row.growth_peak, 'growth'),
        ceremony: ceremonyOf(row),
      })
    }
  }
  return standings
}

function ceremonyOf({ ceremony_id, ceremony_from, ceremony_to }: TierStandingRow): Ceremony | null {
  if (ceremony_id === null) return null
  return { evaluationId: ceremony_id, from: ceremony_from as TierId, to: ceremony_to as TierId }
}

/** Called under the cardholders' locks. Ceremonies stay as they are: they end without a lock, on the phone's word. */
export function writeStandings(
  tx: Tx,
  holders: readonly { who: Who; standing: Omit<StoredStanding, 'ceremony'> }[],
): Promise<void> {
  const rows = holders.map(({ who, standing }) => ({
    cardholder_id: who.cardholderId,
    programme_id: who.programmeId,
    tier: standing.tier,
    reached_on: standing.reachedOn,
    changed_at: standing.changedAt,
    term_ends_on: standing.termEndsOn,
    evaluated_on: standing.evaluatedOn,
    due_on: standing.dueOn,
    stepped_on: standing.steppedOn,
    growth_peak: standing.growthPeak,
  }))
  return tx.upsert('tier_standing', rows, { key: ['cardholder_id'] })
}

/** For standings that are there already. */
export function writeCeremonies(
  tx: Tx,
  holders: readonly { who: Who; standing: Omit<StoredStanding, 'ceremony'>; ceremony: Ceremony }[],
): Promise<void> {
  const rows = holders.map(({ who, standing, ceremony }) => ({
    cardholder_id: who.cardholderId,
    programme_id: who.programmeId,
    tier: standing.tier,
    changed_at: standing.changedAt,
    ceremony_id: ceremony.evaluationId,
    ceremony_from: ceremony.from,
    ceremony_to: ceremony.to,
  }))
  return tx.upsert('tier_standing', rows, { key: ['cardholder_id'] })
}

/** Ends this ceremony and no later one; done twice it changes nothing. */
export async function endCeremony(
  tx: Tx,
  { cardholderId, evaluationId }: { cardholderId: string; evaluationId: string },
): Promise<void> {
  await tx.change(
    `UPDATE tier_standing SET ceremony_id = NULL, ceremony_from = NULL, ceremony_to = NULL
     WHERE cardholder_id = ? AND ceremony_id = ?`,
    [cardholderId, evaluationId],
  )
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
