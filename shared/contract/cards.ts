import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { id, instant, pointsCount } from './schemas'

export const card = z.object({
  id,
  last4: z.string(),
  product: z.string(),
  isDefault: z.boolean(),
  boundAt: instant,
})
export type Card = z.output<typeof card>

export const cardsContract = {
  verify: endpoint({
    id: 'cards.verify',
    method: 'POST',
    path: '/api/cards/verify',
    access: 'phone',
    summary:
      'Asks the bank to check name, last four digits and phone, and to send a one-time password. With a phone that is not the verified one, the answer is the same whether the bank knows the card or not.',
    body: z.object({
      name: z.string().check(z.trim(), z.minLength(1), z.maxLength(40)),
      last4: z.string().check(z.regex(/^\d{4}$/)),
      /** The phone that the bank knows; left out, the verified WeChat phone is used. */
      phone: z.optional(z.string().check(z.regex(/^1\d{10}$/))),
    }),
    reply: z.object({
      challengeId: z.string(),
      phoneMasked: z.string(),
      expiresInSeconds: z.int(),
      resendAfterSeconds: z.int(),
    }),
    refusals: [
      'consent_required',
      'card_not_matched',
      'card_already_bound',
      'otp_too_many_messages',
      'attempts_exceeded',
      'too_many_requests',
      'binding_restricted',
      'full_card_number_refused',
      'outside_unsure',
    ],
  }),
  bind: endpoint({
    id: 'cards.bind',
    method: 'POST',
    path: '/api/cards',
    access: 'phone',
    summary: 'Binds the card with the one-time password; spending that the bank already sent is counted at once.',
    keyed: true,
    body: z.object({
      challengeId: z.string().check(z.minLength(1), z.maxLength(64)),
      otp: z.string().check(z.regex(/^\d{4,8}$/)),
    }),
    reply: z.object({ card, credited: z.object({ spends: pointsCount, points: pointsCount }) }),
    refusals: [
      'otp_wrong',
      'otp_expired',
      'otp_attempts_exceeded',
      'attempts_exceeded',
      'card_bound_elsewhere',
      'card_already_bound',
      'outside_unsure',
    ],
  }),
  list: endpoint({
    id: 'cards.list',
    method: 'GET',
    path: '/api/cards',
    access: 'visitor',
    summary: 'My bound cards, the default one first.',
    reply: z.object({ cards: z.array(card) }),
    refusals: [],
  }),
  makeDefault: endpoint({
    id: 'cards.makeDefault',
    method: 'PUT',
    path: '/api/cards/{cardId}/default',
    access: 'cardholder',
    summary: 'Makes one of my cards the default one.',
    params: z.object({ cardId: id }),
    reply: z.object({ cards: z.array(card) }),
    refusals: ['not_found'],
  }),
  unbindPreview: endpoint({
    id: 'cards.unbindPreview',
    method: 'GET',
    path: '/api/cards/{cardId}/unbinding',
    access: 'cardholder',
    summary: 'What goes and what stays when this card is unbound.',
    params: z.object({ cardId: id }),
    reply: z.object({
      last4: z.string(),
      lastCard: z.boolean(),
      goes: z.array(z.object({ code: z.string(), zh: z.string(), en: z.string() })),
      stays: z.array(z.object({ code: z.string(), zh: z.string(), en: z.string() })),
    }),
    refusals: ['not_found'],
  }),
  unbind: endpoint({
    id: 'cards.unbind',
    method: 'DELETE',
    path: '/api/cards/{cardId}',
    access: 'cardholder',
    summary: 'Unbinds one of my cards.',
    params: z.object({ cardId: id }),
    reply: z.object({ cards: z.array(card) }),
    refusals: ['not_found'],
  }),
}
