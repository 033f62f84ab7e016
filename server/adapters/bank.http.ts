import * as z from 'zod/mini'
import { type BankPort, type CardRefused, type CardVerified, cardRefusals, otpRefusals } from '../ports/bank'
import { Unsure } from '../ports/unsure'
import type { OutsideAnswer } from './outsideCall'
import { callSigned, readAnswer, type SignedAsk, type SignedSide } from './signedCall'

/** The bank over its HTTP interface, as `docs/wire.md` has it. */
export function bankOverHttp(side: SignedSide): BankPort {
  const ask = async <Schema extends z.core.$ZodType>(schema: Schema, asked: SignedAsk) =>
    readAnswer(schema, await callSigned('bank', side, asked), { otherSide: 'bank', call: asked.call })
  return {
    async verifyCard({ programmeId, name, last4, phone }) {
      const body = { programme_id: programmeId, name, last4, phone }
      return sent(await ask(verifyAnswer, { call: 'verifyCard', method: 'POST', path: '/v1/cards/verify', body }))
    },
    async sendOtp({ programmeId, cardToken }) {
      const body = { programme_id: programmeId, card_token: cardToken }
      return sent(await ask(verifyAnswer, { call: 'sendOtp', method: 'POST', path: '/v1/otp/send', body }))
    },
    async confirmOtp({ challengeId, code }) {
      const body = { challenge_id: challengeId, code }
      const answer = await ask(confirmAnswer, { call: 'confirmOtp', method: 'POST', path: '/v1/otp/confirm', body })
      if (!answer.ok) return { ok: false, reason: answer.reason, attemptsLeft: answer.attempts_left }
      return {
        ok: true,
        cardToken: answer.card_token,
        last4: answer.last4,
        product: answer.product,
        minor: answer.minor ?? false,
      }
    },
    async knowsPhone({ programmeId, phone }) {
      const body = { programme_id: programmeId, phone }
      const timeoutMs = Math.min(side.timeoutMs, notWaitedForMs)
      const asked = { call: 'knowsPhone', method: 'POST', path: '/v1/cards/phone-known', body, timeoutMs } as const
      return callSigned('bank', side, asked).then(knownOf, saidNothing)
    },
    async jumpTargets(programmeId) {
      const path = `/v1/programmes/${encodeURIComponent(programmeId)}/jump-targets`
      const { targets } = await ask(jumpAnswer, { call: 'jumpTargets', method: 'GET', path })
      return targets.map(({ id, title, title_en, app_id, path }) => ({
        id,
        title,
        titleEn: title_en,
        appId: app_id,
        path,
      }))
    },
  }
}

const verifyAnswer = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    challenge_id: z.string().check(z.minLength(1), z.maxLength(64)),
    phone_masked: z.string(),
    resend_after_seconds: z.int().check(z.nonnegative()),
    expires_in_seconds: z.int().check(z.positive()),
  }),
  z.object({
    ok: z.literal(false),
    reason: z.enum(cardRefusals),
    retry_after_seconds: z.optional(z.int().check(z.nonnegative())),
  }),
])

function sent(answer: z.output<typeof verifyAnswer>): CardVerified | CardRefused {
  if (!answer.ok) return { ok: false, reason: answer.reason, retryAfterSeconds: answer.retry_after_seconds }
  return {
    ok: true,
    challengeId: answer.challenge_id,
    phoneMasked: answer.phone_masked,
    resendAfterSeconds: answer.resend_after_seconds,
    expiresInSeconds: answer.expires_in_seconds,
  }
}

/** A person waits for what comes after the question; without its answer that goes on as well. */
const notWaitedForMs = 1_000

const knownAnswer = z.object({ ok: z.literal(true), known: z.boolean() })

/** Also a bank that turns the question away has said nothing: it need not have it. */
function knownOf({ status, json }: OutsideAnswer): boolean | null {
  const parsed = knownAnswer.safeParse(json)
  return status === 200 && parsed.success ? parsed.data.known : null
}

function saidNothing(error: unknown): null {
  if (error instanceof Unsure) return null
  throw error
}

const confirmAnswer = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    card_token: z.string().check(z.regex(/^[A-Za-z0-9_-]{8,64}$/)),
    last4: z.string().check(z.regex(/^\d{4}$/)),
    product: z.string().check(z.minLength(1), z.maxLength(32)),
    minor: z.optional(z.boolean()),
  }),
  z.object({
    ok: z.literal(false),
    reason: z.enum(otpRefusals),
    attempts_left: z.optional(z.int().check(z.nonnegative())),
  }),
])

const jumpAnswer = z.object({
  targets: z.array(
    z.object({ id: z.string(), title: z.string(), title_en: z.string(), app_id: z.string(), path: z.string() }),
  ),
})
