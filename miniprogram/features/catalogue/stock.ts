import type { BenefitCard, Release } from '../../../shared/contract/catalogue'
import { formatPoints } from '../../../shared/values/points'
import type { TagTone } from '../../ui/Tag'
import { dayOf, formatClock, formatDayShort, formatSoon } from '../../words/dates'
import { catalogueWords } from './words'

/** Below this the number left is worth hurrying for, and said louder. */
const fewLeft = 20

export interface Stock {
  text: string
  tone: TagTone
  open: boolean
  /** The next portion is named, which takes more than a tag. */
  waited?: true
}

/** What is true of a benefit's stock at this moment: not begun, over, gone, or how many are left. */
export function stockOf(benefit: BenefitCard, now: Date): Stock {
  const words = catalogueWords()
  if (Date.parse(benefit.startsAt) > now.getTime()) {
    const start = `${formatDayShort(dayOf(benefit.startsAt))} ${formatClock(benefit.startsAt)}`
    return { text: words.startsOn(start), tone: 'quiet', open: false }
  }
  if (Date.parse(benefit.endsAt) <= now.getTime()) return { text: words.ended, tone: 'quiet', open: false }
  if (benefit.remaining === 0 && benefit.nextRelease) {
    return { text: releaseText(benefit.nextRelease, now), tone: 'quiet', open: false, waited: true }
  }
  if (benefit.remaining === 0) return { text: words.soldOut, tone: 'quiet', open: false }
  if (benefit.remaining <= fewLeft) return { text: words.fewLeft(benefit.remaining), tone: 'warn', open: true }
  return { text: words.left(benefit.remaining), tone: 'quiet', open: true }
}

/** When the next portion comes, and how large it is. */
export function releaseText({ at, stock }: Release, now: Date): string {
  return catalogueWords().nextRelease(formatSoon(at, now), formatPoints(stock))
}

/** When what is true of the stock now is over by itself: it begins, or the next portion comes. */
export function nextChange(benefit: BenefitCard, now: Date): string | undefined {
  if (Date.parse(benefit.startsAt) > now.getTime()) return benefit.startsAt
  return benefit.remaining === 0 ? benefit.nextRelease?.at : undefined
}
