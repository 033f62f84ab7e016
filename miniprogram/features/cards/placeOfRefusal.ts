import type { RefusalCode } from '../../../shared/contract/refusals'

export type BindField = 'name' | 'last4' | 'phone' | 'otp'

const places: Partial<Record<RefusalCode, BindField>> = {
  full_card_number_refused: 'last4',
  otp_wrong: 'otp',
  otp_expired: 'otp',
  otp_attempts_exceeded: 'otp',
}

/** The field that a refusal of the bank is about; undefined when it is about none and is told above the form. */
export function placeOfRefusal(code: RefusalCode): BindField | undefined {
  return places[code]
}

/** A one-time password that is used up: only a new one helps. */
export function needsNewPassword(code: RefusalCode): boolean {
  return code === 'otp_expired' || code === 'otp_attempts_exceeded'
}

/** What only the bank can mend: the way to it is the next step. */
export function isForTheBank(code: RefusalCode): boolean {
  return code === 'card_not_matched'
}
