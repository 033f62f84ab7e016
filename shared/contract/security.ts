import * as z from 'zod/mini'
import { benefitId } from './catalogue'
import { endpoint } from './endpoint'
import { accountText } from './redemption'
import { id, idempotencyKey, instant, pointsCount } from './schemas'

/** What a cardholder may set about redeeming with their own points. */
export const lockSettings = z.object({
  /** Nothing is redeemed as long as it is on. */
  frozen: z.boolean(),
  /** Points that may be redeemed in a Shanghai day without a step-up; null leaves it to the programme. */
  dailyLimitPoints: z.nullable(pointsCount.check(z.lte(100_000_000))),
  /** From 00:00 to 06:00 in Shanghai every redemption asks for a step-up. */
  nightLock: z.boolean(),
  /** Redeeming is for devices only that were trusted by a step-up; who says nothing of it wants it off. */
  trustedOnly: z._default(z.boolean(), false),
})
export type LockSettings = z.output<typeof lockSettings>

export const securityLock = z.object({
  ...lockSettings.shape,
  /** What the programme asks of everybody, whatever is set here; null where it asks for nothing. */
  programme: z.object({ abovePoints: z.nullable(pointsCount), dailyLimitPoints: z.nullable(pointsCount) }),
  /** Null as long as nothing was ever set. */
  changedAt: z.nullable(instant),
})
export type SecurityLock = z.output<typeof securityLock>

/** The token that a right one-time password, or a finger on a trusted device, gives. */
export const stepUpToken = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/))

/** What a step-up is asked for; its token is good for exactly this, once. */
export const stepUpPurpose = z.discriminatedUnion('for', [
  z.object({
    for: z.literal('redemption'),
    /** The key under which the redemption is, or will be, asked for. */
    key: idempotencyKey,
    benefitId,
    points: pointsCount,
    /** Whom to top up, where the benefit asks for it: the proof is for no other account. */
    account: z.optional(accountText),
  }),
  z.object({ for: z.literal('lock'), lock: lockSettings }),
  /** To trust the device of this session from now on: the one-time password only, or a finger would vouch for itself. */
  z.object({ for: z.literal('device'), sessionId: id }),
  /** To set a redemption free that is held for a person. */
  z.object({ for: z.literal('review'), redemptionId: id }),
  /** To see the code of a redemption from where nobody would be given a new one. */
  z.object({ for: z.literal('reveal'), redemptionId: id }),
])
export type StepUpPurpose = z.output<typeof stepUpPurpose>

/** As `wx.startSoterAuthentication` gave them. */
const soterText = z.string().check(z.minLength(1), z.maxLength(4_000))

export const securityContract = {
  lock: endpoint({
    id: 'security.lock',
    method: 'GET',
    path: '/api/security/lock',
    access: 'cardholder',
    summary: 'What I have set to keep my points safe.',
    reply: securityLock,
    refusals: [],
  }),
  changeLock: endpoint({
    id: 'security.changeLock',
    method: 'PUT',
    path: '/api/security/lock',
    access: 'cardholder',
    summary: 'Sets the lock. Tightening it is always possible; loosening it needs a step-up.',
    body: z.object({ ...lockSettings.shape, stepUp: z.optional(stepUpToken) }),
    reply: securityLock,
    refusals: ['step_up_required', 'too_many_requests'],
  }),
  askStepUp: endpoint({
    id: 'security.askStepUp',
    method: 'POST',
    path: '/api/step-up',
    access: 'cardholder',
    summary:
      'Has the bank send a one-time password to the phone of my default card, or of the one held longest where that is new.',
    body: stepUpPurpose,
    reply: z.object({
      stepUpId: id,
      phoneMasked: z.string(),
      last4: z.string(),
      expiresInSeconds: z.int(),
      resendAfterSeconds: z.int(),
    }),
    refusals: [
      'not_found',
      'card_required',
      'card_unknown',
      'card_not_of_programme',
      'card_frozen',
      'card_too_new',
      'otp_too_many_messages',
      'outside_unsure',
    ],
  }),
  checkStepUp: endpoint({
    id: 'security.checkStepUp',
    method: 'POST',
    path: '/api/step-up/{stepUpId}/check',
    access: 'cardholder',
    summary: 'Checks the one-time password and gives the token to send with what asked for the step-up.',
    params: z.object({ stepUpId: id }),
    body: z.object({ otp: z.string().check(z.regex(/^\d{4,8}$/)) }),
    reply: z.object({ stepUpToken, expiresInSeconds: z.int() }),
    refusals: ['otp_wrong', 'otp_expired', 'otp_attempts_exceeded', 'attempts_exceeded', 'outside_unsure'],
  }),
  askBiometric: endpoint({
    id: 'security.askBiometric',
    method: 'POST',
    path: '/api/step-up/biometric',
    access: 'cardholder',
    summary: 'Makes what a trusted device signs after a finger or a face (SOTER), in place of the one-time password.',
    body: stepUpPurpose,
    reply: z.object({ stepUpId: id, challenge: z.string(), expiresInSeconds: z.int() }),
    refusals: ['device_not_trusted', 'biometric_refused'],
  }),
  checkBiometric: endpoint({
    id: 'security.checkBiometric',
    method: 'POST',
    path: '/api/step-up/{stepUpId}/biometric',
    access: 'cardholder',
    summary: 'Has WeChat verify what the device signed and gives the token, as a right one-time password does.',
    params: z.object({ stepUpId: id }),
    body: z.object({ resultJSON: soterText, resultJSONSignature: soterText }),
    reply: z.object({ stepUpToken, expiresInSeconds: z.int() }),
    refusals: ['device_not_trusted', 'biometric_refused', 'attempts_exceeded', 'outside_unsure'],
  }),
  trustDevice: endpoint({
    id: 'security.trustDevice',
    method: 'PUT',
    path: '/api/security/devices/current',
    access: 'cardholder',
    summary: 'Trusts the device of this session, after a step-up by one-time password.',
    body: z.object({ stepUp: z.optional(stepUpToken) }),
    reply: z.object({ trustedAt: instant }),
    refusals: ['step_up_required', 'session_ended', 'too_many_requests'],
  }),
  distrustDevice: endpoint({
    id: 'security.distrustDevice',
    method: 'DELETE',
    path: '/api/security/devices/{sessionId}',
    access: 'cardholder',
    summary: 'Takes the trust from one of my devices; it stays logged in.',
    params: z.object({ sessionId: id }),
    reply: z.object({ trusted: z.literal(false) }),
    refusals: ['not_found', 'too_many_requests'],
  }),
}
