import * as z from 'zod/mini'
import { benefitCard, benefitCategory, benefitId } from './catalogue'
import { endpoint } from './endpoint'
import { level } from './identity'
import { redemption } from './redemption'
import { day, month, pointsCount } from './schemas'
import { stepUpToken } from './security'
import { standing, tierId, tierStep } from './tiers'

/** A benefit by name only. */
export const benefitNamed = z.object({ id: benefitId, title: z.string(), category: benefitCategory })
export type BenefitNamed = z.output<typeof benefitNamed>

/** `chosen` is said first: what somebody has is not spoilt by what has happened to the stock since. */
export const optionState = z.enum(['chosen', 'available', 'sold_out', 'not_started', 'ended'])
export type OptionState = z.output<typeof optionState>

export const entitlementOption = z.object({
  benefit: benefitCard,
  /** Days for which a code is valid after it was issued. */
  validDays: pointsCount,
  state: optionState,
})
export type EntitlementOption = z.output<typeof entitlementOption>

export const entitlements = z.object({
  today: day,
  /** The month whose choices these are. */
  month,
  /** Its last day: what is not chosen by then is gone. */
  lapsesOn: day,
  /** The tier held now, which is the one that counts. */
  tier: tierId,
  /** The version of what it offers this month; null when it offers nothing. */
  version: z.nullable(z.string()),
  /** How many may be chosen this month, and how many of them are left. */
  choose: pointsCount,
  left: pointsCount,
  options: z.array(entitlementOption),
  /** What was chosen this month, also in another tier than today's. */
  chosen: z.array(redemption),
  /** What the nearest higher tier with an offer would give, and the growth that is missing to it. */
  next: z.nullable(
    z.object({
      tier: tierId,
      threshold: pointsCount,
      missing: pointsCount,
      choose: pointsCount,
      options: z.array(entitlementOption),
    }),
  ),
})
export type Entitlements = z.output<typeof entitlements>

/** What a tier asks for and gives. */
export const ladderStep = z.extend(tierStep, {
  /** Points for a purchase are multiplied by it, in ten-thousandths. */
  multiplier: pointsCount,
  /** How many benefits may be chosen each month without points, and of which. */
  choose: pointsCount,
  options: z.array(benefitNamed),
  /** Benefits of the catalogue that this tier is the lowest for, and the first of them. */
  opens: pointsCount,
  opened: z.array(benefitNamed),
})
export type LadderStep = z.output<typeof ladderStep>

export const ladder = z.object({
  today: day,
  /** By which terms and rule growth counts today. */
  rules: z.object({
    windowMonths: z.int(),
    termMonths: z.int(),
    graceDays: z.int(),
    /** Growth for 10,000 fen. */
    growthBasisPoints: pointsCount,
  }),
  /** From the lowest tier. */
  steps: z.array(ladderStep),
  /** Of whoever asks; null without a session. */
  level: z.nullable(level),
  /** Where I stand, with what I could pay for an upgrade; null without a bound card. */
  standing: z.nullable(standing),
  points: z.nullable(z.object({ available: pointsCount, debt: pointsCount })),
  /** How many benefits of my tier I may still choose this month. */
  choicesLeft: pointsCount,
})
export type Ladder = z.output<typeof ladder>

export const entitlementsContract = {
  ladder: endpoint({
    id: 'entitlements.ladder',
    method: 'GET',
    path: '/api/tiers',
    access: 'public',
    summary: 'Every tier with what it asks for and gives, and where I stand.',
    reply: ladder,
    etag: true,
    refusals: [],
  }),
  show: endpoint({
    id: 'entitlements.show',
    method: 'GET',
    path: '/api/entitlements',
    access: 'cardholder',
    summary: 'What my tier lets me choose this month without points, and what the next tier would.',
    reply: entitlements,
    refusals: [],
  }),
  choose: endpoint({
    id: 'entitlements.choose',
    method: 'POST',
    path: '/api/entitlements/{benefitId}/choose',
    access: 'cardholder',
    summary: 'Chooses one of the benefits of my tier: stock, code and choice in one transaction, no points.',
    keyed: true,
    params: z.object({ benefitId }),
    body: z.object({
      /** The month that the cardholder saw, so that a late request never uses the next month's choice. */
      month,
      /** The token of a step-up for this key and benefit at 0 points, after `step_up_required`; no part of what is chosen. */
      stepUp: z.optional(stepUpToken),
    }),
    reply: redemption,
    refusals: [
      'step_up_required',
      'too_many_requests',
      'choice_restricted',
      'redemption_frozen',
      'device_not_trusted',
      'entitlement_not_offered',
      'entitlement_chosen_already',
      'entitlement_used_up',
      'entitlement_month_over',
      'benefit_not_started',
      'benefit_ended',
      'sold_out',
      'busy_try_later',
    ],
  }),
}
