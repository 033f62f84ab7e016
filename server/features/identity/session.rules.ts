import type { Validity } from '../../../shared/contract/identity'

const dayMs = 86_400_000
const validForDays: Record<Validity, number> = { day: 1, month: 30, quarter: 90 }

/** Devices at most; a further login ends the oldest. Also what keeps finding a session by its token cheap. */
export const sessionsAtMost = 20

/** Written this seldom, so that reading does not become writing. */
const seenEveryMs = 10 * 60_000

export function endOf(validity: Validity, from: Date): Date {
  return new Date(from.getTime() + validForDays[validity] * dayMs)
}

/** The moment before which a session must have been seen last for another look to be written down. */
export function seenLongAgo(now: Date): Date {
  return new Date(now.getTime() - seenEveryMs)
}
