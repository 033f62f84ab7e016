import type { BankPort, CardRefused, OtpRefused } from '../../server/ports/bank'
import { Unsure } from '../../server/ports/unsure'

export const rightOtp = '246810'

export interface ScriptedBank extends BankPort {
  /** What it was asked, in order, as `verify 1147` and `confirm ch-1`; about phones where it knows any. */
  readonly asked: string[]
  /** Answers the next question so, instead of what it would. */
  answersNext(answer: CardRefused | OtpRefused | 'silence'): void
  /** Last digits of the cards whose holders are under age. */
  readonly minors: Set<string>
  /** From now on it tells of phones, and knows these; before, it is a bank without that question. */
  tellsOf(...phones: string[]): void
}

/**
 * The bank for tests that need no wire: it knows every card, whose token is made from its last four digits, and sends
 * the same one-time password every time.
 */
export function scriptedBank(): ScriptedBank {
  const asked: string[] = []
  const script: (CardRefused | OtpRefused | 'silence')[] = []
  const minors = new Set<string>()
  let known: Set<string> | null = null
  const tokenOf = new Map<string, string>()
  const scripted = (call: string) => {
    const next = script.shift()
    if (next === 'silence') throw new Unsure({ otherSide: 'bank', call, why: 'silence was asked for' })
    return next
  }
  return {
    asked,
    minors,
    tellsOf: (...phones) => {
      known = new Set(phones)
    },
    async knowsPhone({ phone }) {
      if (known) asked.push(`phone ${phone}`)
      return known?.has(phone) ?? null
    },
    answersNext: (answer) => void script.push(answer),
    async verifyCard({ last4 }) {
      asked.push(`verify ${last4}`)
      const refused = scripted('verifyCard')
      if (refused) return refused as CardRefused
      const challengeId = `ch-${tokenOf.size + 1}`
      tokenOf.set(challengeId, `ct_token_${last4}`)
      return { ok: true, challengeId, phoneMasked: '138****0000', expiresInSeconds: 300, resendAfterSeconds: 60 }
    },
    async sendOtp({ cardToken }) {
      asked.push(`send ${cardToken}`)
      const refused = scripted('sendOtp')
      if (refused) return refused as CardRefused
      const challengeId = `ch-${tokenOf.size + 1}`
      tokenOf.set(challengeId, cardToken)
      return { ok: true, challengeId, phoneMasked: '138****0000', expiresInSeconds: 300, resendAfterSeconds: 60 }
    },
    async confirmOtp({ challengeId, code }) {
      asked.push(`confirm ${challengeId}`)
      const refused = scripted('confirmOtp')
      if (refused) return refused as OtpRefused
      const cardToken = tokenOf.get(challengeId)
      if (cardToken === undefined) return { ok: false, reason: 'otp_expired' }
      if (code !== rightOtp) return { ok: false, reason: 'otp_wrong', attemptsLeft: 4 }
      return {
        ok: true,
        cardToken,
        last4: cardToken.slice(-4),
        product: 'standard',
        minor: minors.has(cardToken.slice(-4)),
      }
    },
    async jumpTargets() {
      return []
    },
  }
}
