import type { Redemption } from '../../../shared/contract/redemption'
import { formatPoints } from '../../../shared/values/points'
import type { IconName } from '../../ui/Icon'
import { formatSoon } from '../../words/dates'
import { reviewWords } from './reviewWords'
import { redemptionWords } from './words'

/** What its owner is told of a redemption. */
export interface Told {
  tone: 'good' | 'warn' | 'quiet'
  icon: IconName
  title: string
  text: string
}

/** Somebody or something is still at it: no answer is never told as a failure. */
export function isUnderWay({ state }: Pick<Redemption, 'state'>): boolean {
  return state !== 'delivered' && state !== 'failed'
}

export function told(redemption: Redemption, now: Date): Told {
  const words = redemptionWords()
  if (redemption.review)
    return { tone: 'warn', icon: 'shield', title: reviewWords().title, text: reviewText(redemption, now) }
  switch (redemption.state) {
    case 'delivered':
      return toldDelivered(redemption)
    case 'failed':
      return { tone: 'quiet', icon: 'return', title: failedTitle(redemption), text: failedText(redemption) }
    case 'manual':
      return { tone: 'warn', icon: 'person', title: words.manual, text: words.manualText }
    case 'unknown':
      return { tone: 'warn', icon: 'hourglass', title: words.working, text: words.unknownText }
    default:
      return { tone: 'warn', icon: 'hourglass', title: words.working, text: underWayText(redemption, now) }
  }
}

function toldDelivered({ delivery, accountMasked }: Redemption): Told {
  const words = redemptionWords()
  const good = { tone: 'good', icon: 'check' } as const
  if (delivery !== 'topup') return { ...good, title: words.done, text: words.doneText[delivery] }
  return { ...good, title: words.arrived, text: accountMasked ? words.arrivedText(accountMasked) : '' }
}

function underWayText({ points, promisedBy }: Redemption, now: Date): string {
  const words = redemptionWords()
  const over = promisedBy !== null && Date.parse(promisedBy) <= now.getTime()
  const promise = promisedBy && (over ? words.promiseOver : words.promised(unbroken(formatSoon(promisedBy, now))))
  const held = points > 0 && words.heldPoints(formatPoints(points))
  return [promise, held].filter(Boolean).join('\n')
}

/** A moment stays on one line. */
const unbroken = (moment: string) => moment.replace(/ /g, '\u00a0')

function failedTitle({ points }: Redemption): string {
  const words = redemptionWords()
  return points > 0 ? words.failedWith(formatPoints(points)) : words.failed
}

function failedText({ failure }: Redemption): string {
  const { failures } = redemptionWords()
  if (failure === 'account_invalid' || failure === 'supplier_rejected' || failure === 'risk_refused')
    return failures[failure]
  return failures.other
}

function reviewText({ points, promisedBy }: Redemption, now: Date): string {
  const words = reviewWords()
  const isLate = promisedBy === null || Date.parse(promisedBy) <= now.getTime()
  const promise = isLate ? words.late : words.by(unbroken(formatSoon(promisedBy, now)))
  return [promise, points > 0 && words.held(formatPoints(points))].filter(Boolean).join('\n')
}
