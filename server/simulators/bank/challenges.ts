import type { CardRefused, OtpRefused } from '../../ports/bank'
import type { SimulatedCard } from './cards'

export type Challenge = {
  id: string
  card: SimulatedCard
  code: string
  sentAt: Date
  expiresAt: Date
  attemptsLeft: number
  /** It was told back and was right. */
  used: boolean
  /** Ended by a newer message for the same card. */
  replaced: boolean
}

export type ChallengeRules = {
  expiresInSeconds: number
  attempts: number
  resendAfterSeconds: number
  messagesPerHour: number
}
export const bankRules: ChallengeRules = {
  expiresInSeconds: 300,
  attempts: 5,
  resendAfterSeconds: 60,
  messagesPerHour: 10,
}

type Chance = { newId: () => string; newCode: () => string }

const hourMs = 3_600_000

/** The one-time passwords that the simulated bank has sent. */
export class Challenges {
  private readonly byId = new Map<string, Challenge>()
  private waitedUntil = new Date(0)

  constructor(
    private readonly rules: ChallengeRules,
    private readonly now: () => Date,
    private readonly chance: Chance,
  ) {}

  open(card: SimulatedCard): Challenge | CardRefused {
    this.forgetOld()
    const sent = [...this.byId.values()].filter((challenge) => challenge.card.phone === card.phone)
    const wait = this.secondsToWait(sent)
    if (wait > 0) return { ok: false, reason: 'too_many_messages', retryAfterSeconds: wait }
    for (const older of sent) older.replaced = true
    const sentAt = this.now()
    const challenge: Challenge = {
      id: this.chance.newId(),
      card,
      code: this.chance.newCode(),
      sentAt,
      expiresAt: new Date(sentAt.getTime() + this.rules.expiresInSeconds * 1000),
      attemptsLeft: this.rules.attempts,
      used: false,
      replaced: false,
    }
    this.byId.set(challenge.id, challenge)
    return challenge
  }

  /** Nobody waits any longer for what was sent so far. */
  endWaiting(): void {
    this.waitedUntil = this.now()
  }

  /** The right password keeps being right until the challenge ends, so that a lost answer can be asked for again. */
  confirm(id: string, code: string): SimulatedCard | OtpRefused {
    const challenge = this.byId.get(id)
    if (!challenge || challenge.replaced || this.now() >= challenge.expiresAt)
      return { ok: false, reason: 'otp_expired' }
    if (challenge.attemptsLeft === 0) return { ok: false, reason: 'otp_attempts_exceeded' }
    if (challenge.code === code) {
      challenge.used = true
      return challenge.card
    }
    challenge.attemptsLeft -= 1
    if (challenge.attemptsLeft === 0) return { ok: false, reason: 'otp_attempts_exceeded' }
    return { ok: false, reason: 'otp_wrong', attemptsLeft: challenge.attemptsLeft }
  }

  /** The messages as the phones got them, the latest first. */
  delivered(phone?: string): Challenge[] {
    const all = [...this.byId.values()].filter(({ card }) => card.behaviour !== 'message_lost')
    return all.filter(({ card }) => phone === undefined || card.phone === phone).reverse()
  }

  private secondsToWait(sent: readonly Challenge[]): number {
    const now = this.now().getTime()
    const latest = sent.at(-1)
    if (!latest || latest.sentAt <= this.waitedUntil) return 0
    const untilResend = latest.sentAt.getTime() + this.rules.resendAfterSeconds * 1000 - now
    const oldest = sent.at(-this.rules.messagesPerHour)
    const untilQuota = oldest ? oldest.sentAt.getTime() + hourMs - now : 0
    return Math.ceil(Math.max(untilResend, untilQuota, 0) / 1000)
  }

  private forgetOld(): void {
    for (const [id, { sentAt }] of this.byId) {
      if (this.now().getTime() - sentAt.getTime() < hourMs) break
      this.byId.delete(id)
    }
  }
}
