import type { TierId } from '../../../shared/contract/tiers'
import { addDays, type BusinessDay, daysBetween } from '../../../shared/values/businessDay'
import { moveOf, type TermSettings } from './tierPath.rules'
import { thresholdOf, windowStart } from './tiers.rules'

/** A cardholder is told this many days before a term ends, when something is missing; the longest first. */
export const noticeMarks = [30, 7] as const

/** The notice that makes sense today: of marks that were slept through only the nearest, and none after the last day. */
export function noticeDue(
  termEndsOn: BusinessDay,
  today: BusinessDay,
): { daysBefore: (typeof noticeMarks)[number]; daysLeft: number } | null {
  const daysLeft = daysBetween({ from: today, to: termEndsOn })
  const daysBefore = daysLeft < 0 ? undefined : noticeMarks.filter((mark) => daysLeft <= mark).at(-1)
  return daysBefore === undefined ? null : { daysBefore, daysLeft }
}

/** The first day after `today` on which time alone, or a fact dated ahead, asks for another look; null when none does. */
export function nextDueOn(
  { termEndsOn, factAhead }: { termEndsOn: BusinessDay | null; factAhead: BusinessDay | null },
  { today, graceDays }: { today: BusinessDay; graceDays: number },
): BusinessDay | null {
  const ofTerm = termEndsOn ? [...noticeMarks.map((mark) => -mark), 1, graceDays + 1] : []
  const days = ofTerm.map((days) => addDays(termEndsOn as BusinessDay, days))
  if (factAhead) days.push(factAhead)
  return days.filter((day) => day > today).sort()[0] ?? null
}

/** The window that decides whether a tier stays: that of the term's end, and in grace that of today. */
export function stayWindow(
  termEndsOn: BusinessDay,
  { today, windowMonths }: { today: BusinessDay; windowMonths: number },
): { from: BusinessDay; to: BusinessDay } {
  const to = today > termEndsOn ? today : termEndsOn
  return { from: windowStart(to, windowMonths), to }
}

export function missingToStay(
  tier: TierId,
  { growth, table }: { growth: number; table: TermSettings['table'] },
): number {
  return Math.max(0, thresholdOf(tier, table) - growth)
}

/**
 * The tier that follows the term when nothing more is spent.
 * @param atTermEnd growth that counts on the term's last day; null once that day is over
 * @param atGraceEnd growth that counts on the last day of grace
 */
export function tierAfterTerm(
  tier: TierId,
  { atTermEnd, atGraceEnd, table }: { atTermEnd: number | null; atGraceEnd: number; table: TermSettings['table'] },
): TierId {
  const atEnd = atTermEnd === null ? null : moveOf({ tier, occasion: 'term_end' }, { growth: atTermEnd, table })
  if (atEnd) return atEnd.to
  return moveOf({ tier, occasion: 'grace_end' }, { growth: atGraceEnd, table })?.to ?? tier
}
