import type { BenefitCard } from '../../../shared/contract/catalogue'
import type { TagTone } from '../../ui/Tag'
import { dayOf, formatClock, formatDayShort } from '../../words/dates'
import { catalogueWords } from './words'

/** Below this the number left is worth hurrying for, and said louder. */
const fewLeft = 20

/** What is true of a benefit's stock at this moment: not begun, over, gone, or how many are left. */
export function stockOf(benefit: BenefitCard, now: Date): { text: string; tone: TagTone; open: boolean } {
  const words = catalogueWords()
  if (Date.parse(benefit.startsAt) > now.getTime()) {
    const start = `${formatDayShort(dayOf(benefit.startsAt))} ${formatClock(benefit.startsAt)}`
    return { text: words.startsOn(start), tone: 'quiet', open: false }
  }
  if (Date.parse(benefit.endsAt) <= now.getTime()) return { text: words.ended, tone: 'quiet', open: false }
  if (benefit.remaining === 0) return { text: words.soldOut, tone: 'quiet', open: false }
  if (benefit.remaining <= fewLeft) return { text: words.fewLeft(benefit.remaining), tone: 'warn', open: true }
  return { text: words.left(benefit.remaining), tone: 'quiet', open: true }
}
