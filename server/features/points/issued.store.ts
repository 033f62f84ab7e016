import { wholeNumber } from '../../../shared/values/integers'
import type { Reader, Tx } from '../../db/database'
import { marks } from '../../db/statements'
import type { Surroundings } from '../../ports/surroundings'
import { type Issued, issuedSums } from './budget.rules'
import type { PointsIssuedRow } from './issued.entities'

/** Adds what a posting issued: one row for each rule version and bonus, whatever number of purchases it was. */
export async function insertIssued(
  tx: Tx,
  programmeId: string,
  { issued, surroundings }: { issued: readonly Issued[]; surroundings: Pick<Surroundings, 'newId' | 'now'> },
): Promise<void> {
  const rows = issuedSums(issued).map(({ ruleVersion, bonusId, points }) => ({
    programme_id: programmeId,
    id: surroundings.newId(),
    rule_version: ruleVersion,
    bonus_id: bonusId,
    points,
    created_at: surroundings.now(),
  }))
  if (rows.length > 0) await tx.insert('points_issued', rows)
}

/** What was issued under each budget of a programme. */
export async function issuedTotals(reader: Reader, programmeId: string): Promise<Issued[]> {
  const rows = await reader.rows<PointsIssuedRow>(
    `SELECT rule_version, bonus_id, SUM(points) AS points FROM points_issued WHERE programme_id = ?
     GROUP BY rule_version, bonus_id ORDER BY rule_version, bonus_id`,
    [programmeId],
  )
  return rows.map(issuedOf)
}

/** The oldest rows of a programme. */
export async function oldestIssued(
  reader: Reader,
  programmeId: string,
  limit: number,
): Promise<(Issued & { id: string })[]> {
  const rows = await reader.rows<PointsIssuedRow>(
    `SELECT id, rule_version, bonus_id, points FROM points_issued WHERE programme_id = ? ORDER BY id LIMIT ${limit}`,
    [programmeId],
  )
  return rows.map((row) => ({ ...issuedOf(row), id: row.id }))
}

/** Takes rows away by their ids, since older ones may still be on their way in other transactions. */
export function deleteIssued(tx: Tx, programmeId: string, ids: readonly string[]): Promise<number> {
  return tx.change(`DELETE FROM points_issued WHERE programme_id = ? AND id IN (${marks(ids)})`, [programmeId, ...ids])
}

function issuedOf({ rule_version, bonus_id, points }: PointsIssuedRow): Issued {
  return { ruleVersion: rule_version, bonusId: bonus_id, points: wholeNumber(points, 'points') }
}
