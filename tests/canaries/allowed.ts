import type { CanaryKind } from './canaries'
import type { SinkName } from './sinks'

/** Where a secret may stand, and why. Whatever is not here is a leak. */
export const allows = (one: (typeof allowed)[number], kind: CanaryKind) => one.kind === 'any' || one.kind === kind

export const allowed: { sink: SinkName; where: RegExp; kind: CanaryKind | 'any'; reason: string }[] = [
  { sink: 'reply', where: /^identity\.logIn$/, kind: 'token', reason: 'the login is given to who logs in' },
  { sink: 'reply', where: /^redemption\.reveal$/, kind: 'code', reason: 'a code is shown to its owner' },
  { sink: 'reply', where: /^redemption\.reveal$/, kind: 'link', reason: 'a link is shown to its owner' },
  { sink: 'reply', where: /^support\.revealCode$/, kind: 'code', reason: 'two persons decided that it is shown, once' },
  { sink: 'reply', where: /^support\.unmask$/, kind: 'phone', reason: 'asked for with a reason, and written down' },
  { sink: 'reply', where: /^desk\.enrol$/, kind: 'TOTP secret', reason: 'goes into the authenticator of who enrols' },
  {
    sink: 'reply',
    where: /^security\.checkStepUp$/,
    kind: 'token',
    reason: 'goes back with what asked for the step-up',
  },
  {
    sink: 'reply header',
    where: /^desk\.(signIn|confirmEnrolment)$/,
    kind: 'token',
    reason: "the desk's cookie, out of reach of scripts",
  },
  {
    sink: 'outside body',
    where: /cards\/verify$/,
    kind: 'phone',
    reason: 'the bank is asked whether it knows the phone',
  },
  { sink: 'outside body', where: /otp\/confirm$/, kind: 'one-time password', reason: 'the bank checks what it sent' },
  {
    sink: 'outside body',
    where: /^wechat \//,
    kind: 'openid',
    reason: "WeChat's own name of its user, told to WeChat",
  },
  { sink: 'outside body', where: /orders$/, kind: 'top-up account', reason: 'the supplier is told whom to top up' },
  {
    sink: 'outside url',
    where: /jscode2session/,
    kind: 'any',
    reason: "whatever a caller says is WeChat's login code; WeChat takes it in the query and nowhere else",
  },
]
