import type { Lane, RegionKind } from '../../shared/contract/riskRules'
import { type BusinessDay, businessDay } from '../../shared/values/businessDay'
import type { Reader, Tx } from '../db/database'
import type { VerifierDayRow } from './verifierDays.entities'

/** What the bank verifies: a card with its holder, or a one-time password. */
export type VerifierDoor = 'card_check' | 'otp' | 'step_up'

export interface VerifierDay {
  programmeId: string
  day: BusinessDay
  door: VerifierDoor
  lane: Lane
  regionKind: RegionKind
  reached: number
  refused: number
}

/** Adds sums to those of their days, in the order of their keys, so that processes never wait for each other in a circle. */
export async function addVerifierDays(tx: Tx, days: readonly VerifierDay[]): Promise<void> {
  const inOrder = [...days].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
  await tx.insert(
    'verifier_day',
    inOrder.map((day) => ({ ...keyColumns(day), reached: 0, refused: 0 })),
    { ignoreKnown: true, isCounted: false },
  )
  for (const day of inOrder) {
    await tx.change(
      `UPDATE verifier_day SET reached = reached + ?, refused = refused + ?
       WHERE programme_id = ? AND day = ? AND door = ? AND lane = ? AND region_kind = ?`,
      [day.reached, day.refused, ...Object.values(keyColumns(day))],
    )
  }
}

/** From the first day to the last, both included. */
export async function verifierDays(
  reader: Reader,
  { programmeId, from, to }: { programmeId: string; from: BusinessDay; to: BusinessDay },
): Promise<VerifierDay[]> {
  const rows = await reader.rows<VerifierDayRow>(
    `SELECT programme_id, day, door, lane, region_kind, reached, refused FROM verifier_day
     WHERE programme_id = ? AND day >= ? AND day <= ? ORDER BY day, door, lane, region_kind`,
    [programmeId, from, to],
  )
  return rows.map((row) => ({
    programmeId: row.programme_id,
    day: businessDay(row.day),
    door: row.door as VerifierDoor,
    lane: row.lane as Lane,
    regionKind: row.region_kind as RegionKind,
    reached: Number(row.reached),
    refused: Number(row.refused),
  }))
}

export const keyOf = (day: Omit<VerifierDay, 'reached' | 'refused'>) => Object.values(keyColumns(day)).join(' ')

function keyColumns({ programmeId, day, door, lane, regionKind }: Omit<VerifierDay, 'reached' | 'refused'>) {
  return { programme_id: programmeId, day, door, lane, region_kind: regionKind }
}
