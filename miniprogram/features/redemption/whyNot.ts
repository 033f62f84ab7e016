import type { Release } from '../../../shared/contract/catalogue'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import type { redemptionContract } from '../../../shared/contract/redemption'
import { formatPoints } from '../../../shared/values/points'
import { now } from '../../wechat/chance'
import { Refusal } from '../../wechat/refusal'
import { refusalSentence } from '../../words/refusalSentence'
import { releaseText } from '../catalogue/stock'
import { redemptionWords } from './words'

export type Quote = ReplyOf<(typeof redemptionContract)['quote']>

/** Why this would be refused now, in words; undefined when it would not. */
export function whyNot(quote: Quote): string | undefined {
  if (quote.refusal === null) return undefined
  if (quote.refusal === 'points_insufficient') {
    return redemptionWords().missing(formatPoints(quote.points - quote.balanceBefore))
  }
  return refusalSentence(new Refusal(quote.refusal))
}

/** The portion to wait for, where that is all that stands against it. */
export function waitedFor(quote: Quote): Release | null {
  return quote.refusal === 'not_released_yet' ? quote.nextRelease : null
}

/** What is told when somebody else was faster, or something has changed since the page was read. */
export function sentenceAtConfirming(refusal: Refusal, { nextRelease }: Quote): string {
  if (refusal.code !== 'not_released_yet' || !nextRelease) return refusalSentence(refusal)
  return redemptionWords().justGone(releaseText(nextRelease, now()))
}

const mayPass: ReadonlySet<Refusal['code']> = new Set([
  'busy_try_later',
  'too_many_requests',
  'request_in_progress',
  'outside_unsure',
])

/** Whether sending the same again may go better: nothing was decided. */
export function mayTryAgain({ code }: Refusal): boolean {
  return mayPass.has(code)
}
