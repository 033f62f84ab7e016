import type { TierId } from '../../../shared/contract/tiers'
import { addDays, type BusinessDay, daysBetween } from '../../../shared/values/businessDay'
import { moveOf, type TermSettings, type TierTerms } from './tierPath.rules'
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

/**
 * The window that decides whether a tier stays, with the table that decides by it: that of the term's end, and in grace
 * that of today.
 */
export function stayWindow(
  termEndsOn: BusinessDay,
  { today, settings }: { today: BusinessDay; settings: TermSettings },
): { from: BusinessDay; to: BusinessDay; table: TierTerms['table'] } {
  const to = today > termEndsOn ? today : termEndsOn
  const { windowMonths, table } = settings.on(to)
  return { from: windowStart(to, windowMonths), to, table }
}

export function missingToStay(tier: TierId, { growth, table }: Look): number {
  return Math.max(0, thresholdOf(tier, table) - growth)
}

/** Growth that counts on a day, and the table that is in force on it. */
interface Look {
  growth: number
  table: TierTerms['table']
}

/**
 * The tier that follows the term when nothing more is spent.
 * @param atTermEnd the term's last day; null once that day is over
 * @param atGraceEnd the last day of grace
 */
export function tierAfterTerm(
  tier: TierId,
  { atTermEnd, atGraceEnd }: { atTermEnd: Look | null; atGraceEnd: Look },
): TierId {
  const atEnd = atTermEnd && moveOf({ tier, occasion: 'term_end' }, atTermEnd)
  if (atEnd?.beginsTerm) return atEnd.to
  const inGrace = atEnd?.to ?? tier
  return moveOf({ tier: inGrace, occasion: 'grace_end' }, atGraceEnd)?.to ?? inGrace
}
