import { type BusinessDay, businessDay } from '../../../shared/values/businessDay'
import { wholeNumber } from '../../../shared/values/integers'
import type { Reader } from '../../db/database'

export interface DoorDay {
  day: BusinessDay
  /** Attempts that came to the bank's check of a card or of a one-time password. */
  reached: number
  nonLocal: number
  isolated: number
}

const nonLocal = "region_kind IN ('away', 'abroad', 'hosting')"

/** Sums of each day; a step-up is no attempt at somebody's card and is left out. */
export async function doorDays(
  reader: Reader,
  { programmeId, from, until }: { programmeId: string; from: BusinessDay; until: BusinessDay },
): Promise<DoorDay[]> {
  const rows = await reader.rows<Record<'day' | 'reached' | 'non_local' | 'isolated', string | number>>(
    `SELECT day, SUM(reached) AS reached,
       SUM(CASE WHEN ${nonLocal} THEN reached + refused ELSE 0 END) AS non_local,
       SUM(CASE WHEN ${nonLocal} THEN refused + CASE WHEN lane = 'normal' THEN 0 ELSE reached END ELSE 0 END) AS isolated
     FROM verifier_day
     WHERE programme_id = ? AND day >= ? AND day <= ? AND door IN ('card_check', 'otp') GROUP BY day ORDER BY day`,
    [programmeId, from, until],
  )
  return rows.map((row) => ({
    day: businessDay(String(row.day)),
    reached: wholeNumber(row.reached, 'attempts'),
    nonLocal: wholeNumber(row.non_local, 'attempts'),
    isolated: wholeNumber(row.isolated, 'attempts'),
  }))
}

/** How many people were in another lane than the normal one between two ids, and then proved to be who they are. */
export async function peopleHindered(
  reader: Reader,
  { programmeId, fromId, untilId }: { programmeId: string; fromId: string; untilId: string },
): Promise<number> {
  const [row] = await reader.rows<{ people: string | number }>(
    `SELECT COUNT(DISTINCT d.cardholder_id) AS people FROM risk_decision d
     LEFT JOIN risk_review r ON r.cardholder_id = d.cardholder_id AND r.redemption_id = d.id
     WHERE d.programme_id = ? AND d.id >= ? AND d.id < ? AND d.lane <> 'normal' AND d.apart_of IS NULL
       AND (d.lane = 'step_up' OR r.state IN ('released', 'cleared'))`,
    [programmeId, fromId, untilId],
  )
  return wholeNumber(row?.people ?? 0, 'people')
}
