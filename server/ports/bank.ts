/**
 * What we ask of the bank. Its own calls to us are `bankEvent.ts` (signed events) and `bankFile.ts` (the daily file);
 * the wire of all of it is `docs/wire.md`.
 *
 * Every call ends in a value, in an expected refusal (`ok: false`), or throws `Unsure`; but for `knowsPhone`,
 * which nothing depends on.
 */
export interface BankPort {
  /**
   * Checks that the card is of the programme and that its holder has this name and phone, and sends the one-time
   * password to that phone. Asking again for the same card sends a new password and ends the old challenge.
   */
  verifyCard(asked: CardQuestion): Promise<CardVerified | CardRefused>

  /**
   * Sends a one-time password to the phone that the bank has for a card which was verified before. As with `verifyCard`,
   * asking again ends the older challenge.
   */
  sendOtp(asked: { programmeId: string; cardToken: string }): Promise<CardVerified | CardRefused>

  /**
   * Checks the one-time password. The same right password for the same challenge gives the same answer again while
   * the challenge lives, so that a lost answer can be asked for once more.
   */
  confirmOtp(asked: { challengeId: string; code: string }): Promise<OtpConfirmed | OtpRefused>

  /**
   * Whether a card of the programme is held by whoever has this phone. Asked of nobody's phone but the caller's own, the one
   * that WeChat vouches for; a bank need not have this question. Null where it does not say, which means neither.
   */
  knowsPhone(asked: { programmeId: string; phone: string }): Promise<boolean | null>

  /** The bank's own mini-program pages to which questions of funds are sent. */
  jumpTargets(programmeId: string): Promise<JumpTarget[]>
}

export type CardQuestion = {
  programmeId: string
  /** The holder's name as the bank has it. */
  name: string
  /** The last four digits; the full number never comes here. */
  last4: string
  /** A mainland mobile number, 11 digits. */
  phone: string
}

export type CardVerified = {
  ok: true
  challengeId: string
  /** "138****1147". */
  phoneMasked: string
  resendAfterSeconds: number
  expiresInSeconds: number
}

export const cardRefusals = [
  'phone_differs',
  'name_differs',
  'card_not_found',
  'card_not_of_programme',
  'card_frozen',
  'too_many_messages',
] as const
export type CardRefusal = (typeof cardRefusals)[number]
export type CardRefused = {
  ok: false
  reason: CardRefusal
  /** With `too_many_messages`: when the next message may be asked for. */
  retryAfterSeconds?: number
}

export type OtpConfirmed = {
  ok: true
  /** The bank's name for the card, the same for ever; no card number can be had from it. */
  cardToken: string
  last4: string
  /** The card product, such as `standard`. */
  product: string
  /**
   * True where the holder is under age. A guardian has agreed to the card and to this programme at the bank, or it does not
   * confirm the card.
   */
  minor: boolean
}

export const otpRefusals = ['otp_wrong', 'otp_expired', 'otp_attempts_exceeded'] as const
export type OtpRefusal = (typeof otpRefusals)[number]
export type OtpRefused = {
  ok: false
  reason: OtpRefusal
  /** With `otp_wrong`: how many tries the challenge still allows. */
  attemptsLeft?: number
}

export type JumpTarget = {
  id: string
  /** zh-CN. */
  title: string
  titleEn: string
  /** The bank's mini-program. */
  appId: string
  path: string
}
