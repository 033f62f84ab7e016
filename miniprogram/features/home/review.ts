import type { StandingShown } from '../../../shared/contract/home'
import { formatPoints } from '../../../shared/values/points'
import { formatDayFrom } from '../../words/dates'
import { homeWords } from './words'

/** When the tier is looked at next and what is missing until then, in one line; nothing in the lowest tier. */
export function reviewOf(
  { termEndsOn, graceUntil, missingToStay }: Pick<StandingShown, 'termEndsOn' | 'graceUntil' | 'missingToStay'>,
  today: string,
): string | undefined {
  if (termEndsOn === null) return undefined
  const words = homeWords()
  const missing = missingToStay ? formatPoints(missingToStay) : undefined
  if (today > termEndsOn && graceUntil !== null && missing) {
    return words.inGrace(formatDayFrom(today, graceUntil), missing)
  }
  const day = formatDayFrom(today, termEndsOn)
  return missing ? words.reviewOn(day, missing) : words.reviewSafe(day)
}
