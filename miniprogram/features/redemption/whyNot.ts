import type { ReplyOf } from '../../../shared/contract/endpoint'
import type { redemptionContract } from '../../../shared/contract/redemption'
import { formatPoints } from '../../../shared/values/points'
import { Refusal } from '../../wechat/refusal'
import { refusalSentence } from '../../words/refusalSentence'
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
