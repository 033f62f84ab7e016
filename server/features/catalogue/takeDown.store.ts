import type { Reader, Tx } from '../../db/database'
import { moment } from '../../db/statements'
import type { BenefitKey } from './stock.store'

/**
 * Stops a benefit, under the lock of its stock, which every redemption takes: whoever has that already is let through, and
 * nobody after them.
 * @returns false when it is down already, or not there
 */
export async function takeDownBenefit(tx: Tx, { programmeId, benefitId }: BenefitKey, now: Date): Promise<boolean> {
  const changed = await tx.change(
    `UPDATE benefit_stock SET taken_down_at = ?
     WHERE programme_id = ? AND benefit_id = ? AND taken_down_at IS NULL`,
    [now, programmeId, benefitId],
  )
  return changed === 1
}

/** Answers false when it is not down. */
export async function bringBackBenefit(tx: Tx, { programmeId, benefitId }: BenefitKey): Promise<boolean> {
  const changed = await tx.change(
    `UPDATE benefit_stock SET taken_down_at = NULL
     WHERE programme_id = ? AND benefit_id = ? AND taken_down_at IS NOT NULL`,
    [programmeId, benefitId],
  )
  return changed === 1
}

/** What is down, and since when. */
export async function takenDown(reader: Reader, programmeId: string): Promise<Map<string, Date>> {
  const rows = await reader.rows<{ benefit_id: string; taken_down_at: Date | string }>(
    'SELECT benefit_id, taken_down_at FROM benefit_stock WHERE programme_id = ? AND taken_down_at IS NOT NULL',
    [programmeId],
  )
  return new Map(rows.map((row) => [row.benefit_id, moment(row.taken_down_at)]))
}

export async function takenDownSince(reader: Reader, { programmeId, benefitId }: BenefitKey): Promise<Date | null> {
  const [row] = await reader.rows<{ taken_down_at: Date | string | null }>(
    'SELECT taken_down_at FROM benefit_stock WHERE programme_id = ? AND benefit_id = ?',
    [programmeId, benefitId],
  )
  return row && row.taken_down_at !== null ? moment(row.taken_down_at) : null
}
