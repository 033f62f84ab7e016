import type { RefusalCode } from '../../../shared/contract/refusals'
import { Refused } from '../../http/refused'
import type { CardRefusal, CardRefused, OtpRefusal, OtpRefused } from '../../ports/bank'

/**
 * The bank's reasons, each with the refusal that says it to the cardholder: of a card that is theirs already, or of a password.
 * At the check before a card is bound they are not told (`askBank.ts`).
 */
export const refusalOfReason: Record<CardRefusal | OtpRefusal, RefusalCode> = {
  phone_differs: 'card_not_matched',
  name_differs: 'card_not_matched',
  card_not_found: 'card_unknown',
  card_not_of_programme: 'card_not_of_programme',
  card_frozen: 'card_frozen',
  too_many_messages: 'otp_too_many_messages',
  otp_wrong: 'otp_wrong',
  otp_expired: 'otp_expired',
  otp_attempts_exceeded: 'otp_attempts_exceeded',
}

export function refusedByBank(answer: CardRefused | OtpRefused): Refused {
  const retryAfterSeconds = 'retryAfterSeconds' in answer ? answer.retryAfterSeconds : undefined
  return new Refused(refusalOfReason[answer.reason], { retryAfterSeconds })
}
