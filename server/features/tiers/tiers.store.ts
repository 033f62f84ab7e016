import type { TierId } from '../../../shared/contract/tiers'
import { type BusinessDay, businessDay } from '../../../shared/values/businessDay'
import { wholeNumber } from '../../../shared/values/integers'
import type { Reader, Tx } from '../../db/database'
import { moment } from '../../db/statements'
import type { GrowthEvent } from './growth.rules'
import type { GrowthEntryRow, TierEvaluationRow, TierStandingRow } from './tiers.entities'
import type { TierStep, Upgrade } from './tiers.rules'

export interface Who {
  programmeId: string
  cardholderId: string
}

/** Growth by spend, corrections added in, in the bank's order. */
export async function growthBySpend(reader: Reader, cardholderId: string): Promise<GrowthEvent[]> {
  const rows = await reader.rows<GrowthEntryRow>(
    `SELECT spend_id, occurred_at, effective_on, SUM(amount) AS amount FROM growth_entry
     WHERE cardholder_id = ?
     GROUP BY spend_id, occurred_at, effective_on ORDER BY occurred_at, spend_id`,
    [cardholderId],
  )
  return rows.map((row) => ({
    spendId: row.spend_id,
    amount: wholeNumber(row.amount, 'growth'),
    occurredAt: moment(row.occurred_at),
    effectiveOn: businessDay(row.effective_on),
  }))
}

/** Growth whose day lies in the window, both ends included. */
export async function growthWithin(
  reader: Reader,
  cardholderId: string,
  { from, to }: { from: BusinessDay; to: BusinessDay },
): Promise<number> {
  const [row] = await reader.rows<{ growth: string | number | null }>(
    'SELECT SUM(amount) AS growth FROM growth_entry WHERE cardholder_id = ? AND effective_on BETWEEN ? AND ?',
    [cardholderId, from, to],
  )
  return wholeNumber(row?.growth ?? 0, 'growth')
}

export function insertGrowth(
  tx: Tx,
  { programmeId, cardholderId, cardId }: Who & { cardId: string },
  entries: readonly (GrowthEvent & { id: string; createdAt: Date })[],
): Promise<number> {
  const rows = entries.map((entry) => ({
    cardholder_id: cardholderId,
    id: entry.id,
    programme_id: programmeId,
    card_id: cardId,
    spend_id: entry.spendId,
    amount: entry.amount,
    occurred_at: entry.occurredAt,
    effective_on: entry.effectiveOn,
    created_at: entry.createdAt,
  }))
  return tx.insert('growth_entry', rows)
}

export async function findStanding(
  reader: Reader,
  cardholderId: string,
): Promise<{ tier: TierId; reachedOn: BusinessDay | null } | null> {
  const [row] = await reader.rows<TierStandingRow>(
    'SELECT tier, reached_on FROM tier_standing WHERE cardholder_id = ?',
    [cardholderId],
  )
  if (!row) return null
  return { tier: row.tier as TierId, reachedOn: row.reached_on === null ? null : businessDay(row.reached_on) }
}

/** Called under the cardholder's lock, so that the row is either there or ours to make. */
export async function writeStanding(
  tx: Tx,
  who: Who,
  { tier, reachedOn, changedAt }: { tier: TierId; reachedOn: BusinessDay | null; changedAt: Date },
): Promise<void> {
  const updated = await tx.change(
    'UPDATE tier_standing SET tier = ?, reached_on = ?, changed_at = ? WHERE cardholder_id = ?',
    [tier, reachedOn, changedAt, who.cardholderId],
  )
  if (updated > 0) return
  await tx.insert('tier_standing', [
    {
      cardholder_id: who.cardholderId,
      programme_id: who.programmeId,
      tier,
      reached_on: reachedOn,
      changed_at: changedAt,
    },
  ])
}

/** The newest spends that are kept as inputs: 500 of the longest ids fit into what a text column of MySQL takes. */
const spendsKept = 500

/** Remembers an evaluation with its inputs. */
export function insertEvaluation(
  tx: Tx,
  who: Who,
  { id, upgrade, table, createdAt }: { id: string; upgrade: Upgrade; table: readonly TierStep[]; createdAt: Date },
): Promise<number> {
  return tx.insert('tier_evaluation', [
    {
      cardholder_id: who.cardholderId,
      id,
      programme_id: who.programmeId,
      tier_before: upgrade.from,
      tier_after: upgrade.to,
      reached_on: upgrade.reachedOn,
      growth: upgrade.growth,
      window_from: upgrade.windowFrom,
      window_to: upgrade.windowTo,
      threshold: upgrade.threshold,
      inputs: JSON.stringify({
        table,
        counted: upgrade.counted.length,
        spends: upgrade.counted
          .slice(-spendsKept)
          .map(({ spendId, amount, effectiveOn }) => [spendId, amount, effectiveOn]),
      }),
      created_at: createdAt,
    },
  ])
}

export async function evaluationsOf(reader: Reader, cardholderId: string) {
  const rows = await reader.rows<TierEvaluationRow>(
    'SELECT * FROM tier_evaluation WHERE cardholder_id = ? ORDER BY id DESC LIMIT 100',
    [cardholderId],
  )
  return rows.map((row) => ({
    id: row.id,
    evaluatedAt: moment(row.created_at),
    reachedOn: businessDay(row.reached_on),
    from: row.tier_before as TierId,
    to: row.tier_after as TierId,
    growth: wholeNumber(row.growth, 'growth'),
    windowFrom: businessDay(row.window_from),
    windowTo: businessDay(row.window_to),
    threshold: wholeNumber(row.threshold, 'threshold'),
  }))
}
