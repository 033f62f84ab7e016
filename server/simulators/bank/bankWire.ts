import type { Router } from '@koa/router'
import * as z from 'zod/mini'
import { maskPhone } from '../../../shared/values/masks'
import type { CardRefusal } from '../../ports/bank'
import { inputOf } from '../simulatorApp'
import type { SimulatedCard } from './cards'
import type { Challenge, ChallengeRules, Challenges } from './challenges'
import { cardTokenOf } from './simulatorKey'

export type Bank = {
  cards: ReadonlyMap<string, SimulatedCard>
  challenges: Challenges
  rules: ChallengeRules
}

const cardQuestion = z.object({
  programme_id: z.string(),
  name: z.string(),
  last4: z.string().check(z.regex(/^\d{4}$/)),
  phone: z.string(),
})
const phoneQuestion = z.object({ programme_id: z.string(), phone: z.string() })
const sendQuestion = z.object({ programme_id: z.string(), card_token: z.string() })
const otpQuestion = z.object({ challenge_id: z.string(), code: z.string() })

/** What the bank answers to us. */
export function addBankWire(routes: Router, { cards, challenges, rules }: Bank): void {
  routes.post('/v1/cards/verify', (ctx) => {
    const asked = inputOf(cardQuestion, ctx)
    const card = cards.get(asked.last4)
    const reason = card ? refusalOf(card, asked) : 'card_not_found'
    const opened = reason || !card ? { ok: false as const, reason } : challenges.open(card)
    ctx.state.note = `验证 verify …${asked.last4}: ${'reason' in opened ? opened.reason : 'ok'}`
    ctx.body = sent(opened, rules)
  })
  routes.post('/v1/otp/send', (ctx) => {
    const asked = inputOf(sendQuestion, ctx)
    const card = [...cards.values()].find((one) => cardTokenOf(one) === asked.card_token)
    const reason = card ? cardRefusalOf(card, asked.programme_id) : 'card_not_found'
    const opened = reason || !card ? { ok: false as const, reason } : challenges.open(card)
    ctx.state.note = `短信密码 one-time password to …${card?.last4}: ${'reason' in opened ? opened.reason : 'sent'}`
    ctx.body = sent(opened, rules)
  })
  routes.post('/v1/otp/confirm', (ctx) => {
    const { challenge_id, code } = inputOf(otpQuestion, ctx)
    const confirmed = challenges.confirm(challenge_id, code)
    if ('reason' in confirmed) {
      ctx.state.note = `短信密码 one-time password: ${confirmed.reason}`
      ctx.body = { ok: false, reason: confirmed.reason, attempts_left: confirmed.attemptsLeft }
      return
    }
    const { last4, product, minor } = confirmed
    ctx.state.note = `短信密码 one-time password …${last4}: ok`
    ctx.body = { ok: true, card_token: cardTokenOf(confirmed), last4, product, minor }
  })
  routes.get('/v1/programmes/:id/jump-targets', (ctx) => {
    ctx.body = { targets: jumpTargets }
  })
}

/** Frozen cards count too: what is told of a phone is not to change by what happens to its card. */
export function addPhoneQuestion(routes: Router, { cards }: Pick<Bank, 'cards'>): void {
  routes.post('/v1/cards/phone-known', (ctx) => {
    const asked = inputOf(phoneQuestion, ctx)
    const known = [...cards.values()].some(
      ({ programmeId, phone }) => programmeId === asked.programme_id && phone === asked.phone,
    )
    ctx.state.note = `手机号 phone ${maskPhone(asked.phone)}: ${known ? 'known' : 'unknown'}`
    ctx.body = { ok: true, known }
  })
}

function sent(opened: Challenge | { reason?: string; retryAfterSeconds?: number }, rules: ChallengeRules) {
  if (!('card' in opened)) return { ok: false, reason: opened.reason, retry_after_seconds: opened.retryAfterSeconds }
  return {
    ok: true,
    challenge_id: opened.id,
    phone_masked: maskPhone(opened.card.phone),
    resend_after_seconds: rules.resendAfterSeconds,
    expires_in_seconds: rules.expiresInSeconds,
  }
}

/** In the order in which a bank looks: the card, then who holds it. */
function refusalOf(card: SimulatedCard, asked: z.infer<typeof cardQuestion>): CardRefusal | undefined {
  const reason = cardRefusalOf(card, asked.programme_id)
  if (reason) return reason
  if (card.name !== asked.name) return 'name_differs'
  if (card.phone !== asked.phone) return 'phone_differs'
  return undefined
}

function cardRefusalOf(card: SimulatedCard, programmeId: string): CardRefusal | undefined {
  if (card.programmeId !== programmeId) return 'card_not_of_programme'
  return card.behaviour === 'frozen' ? 'card_frozen' : undefined
}

const appId = 'wx0000000000spruce'
const jumpTargets = [
  { id: 'account', title: '账户余额', title_en: 'Account balance', app_id: appId, path: 'pages/account/index' },
  { id: 'statement', title: '交易明细', title_en: 'Statement', app_id: appId, path: 'pages/statement/index' },
  { id: 'limits', title: '限额与锁卡', title_en: 'Limits and card lock', app_id: appId, path: 'pages/limits/index' },
  { id: 'apply', title: '申请联名卡', title_en: 'Apply for the card', app_id: appId, path: 'pages/apply/index' },
]
