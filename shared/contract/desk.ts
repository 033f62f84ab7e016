import * as z from 'zod/mini'
import { auditActions } from './audit'
import { endpoint } from './endpoint'
import { operatorLogin, operatorName, roleList } from './operatorAccount'
import { change } from './requests'
import { operatorRole } from './roles'
import { id, instant, reasonText } from './schemas'

const everyRole = ['maker', 'checker', 'support', 'risk', 'auditor', 'admin'] as const

/** What somebody typed at the door; its form says nothing about whether there is such an operator. */
const typedLogin = z.string().check(z.trim(), z.toLowerCase(), z.minLength(1), z.maxLength(64))
const password = z.string().check(z.minLength(1), z.maxLength(128))
const oneTimeCode = z.string().check(z.regex(/^\d{6}$/))
const isAnother = (body: { password: string; newPassword: string }) => body.newPassword !== body.password
const enrolmentCode = z.string().check(z.minLength(1), z.maxLength(64))

export const deskSession = z.object({
  id,
  operatorId: id,
  operatorName: z.string(),
  startedAt: instant,
  lastSeenAt: instant,
  expiresAt: instant,
  address: z.string(),
  /** What the browser calls itself. */
  agent: z.string(),
  current: z.boolean(),
})
export type DeskSession = z.output<typeof deskSession>

/** Who has just signed in. The session itself is in a cookie that pages cannot read. */
const signedIn = z.object({
  operator: z.object({ id, name: z.string(), programmeId: z.string(), roles: z.array(operatorRole) }),
  session: z.object({ id, expiresAt: instant }),
  /** To be sent as `X-Kaquan-Csrf` with everything that is not a GET. */
  csrf: z.string(),
})

export const operatorAccount = z.object({
  id,
  name: z.string(),
  /** Null for an operator who has a token alone. */
  login: z.nullable(z.string()),
  programmeId: z.string(),
  roles: z.array(operatorRole),
  /** Whether password and one-time code are set up. */
  isEnrolled: z.boolean(),
  createdAt: instant,
  disabledAt: z.nullable(instant),
})
export type OperatorAccount = z.output<typeof operatorAccount>

/** The account, and the code with which its owner sets it up, shown this once. */
const enrollable = z.object({ operator: operatorAccount, enrolmentCode: z.string(), enrolmentUntil: instant })

const operatorId = z.object({ operatorId: id })

/** Requests about an account that there is already. */
export const accountKinds = ['change_roles', 'renew_enrolment'] as const

export const deskContract = {
  signIn: endpoint({
    id: 'desk.signIn',
    method: 'POST',
    path: '/ops/sessions',
    access: 'desk',
    cookie: 'sets',
    summary: 'Signs an operator in with password and one-time code.',
    body: z.object({ login: typedLogin, password, oneTimeCode }),
    reply: signedIn,
    refusals: ['sign_in_wrong', 'sign_in_locked', 'attempts_exceeded'],
  }),
  enrol: endpoint({
    id: 'desk.enrol',
    method: 'POST',
    path: '/ops/enrolments',
    access: 'desk',
    summary:
      'Chooses a password with the code that an administrator gave, and answers the secret of the one-time codes.',
    body: z.object({ login: typedLogin, enrolmentCode, password }),
    reply: z.object({
      /** For an authenticator to scan. */
      otpauthUrl: z.string(),
      /** The same for typing, in base32. */
      secret: z.string(),
    }),
    refusals: ['enrolment_invalid', 'password_weak', 'attempts_exceeded'],
  }),
  confirmEnrolment: endpoint({
    id: 'desk.confirmEnrolment',
    method: 'POST',
    path: '/ops/enrolments/confirm',
    access: 'desk',
    cookie: 'sets',
    summary: 'Ends the setting up with a first one-time code, and signs in.',
    body: z.object({ login: typedLogin, enrolmentCode, oneTimeCode }),
    reply: signedIn,
    refusals: ['enrolment_invalid', 'one_time_code_wrong', 'attempts_exceeded'],
  }),
  current: endpoint({
    id: 'desk.current',
    method: 'GET',
    path: '/ops/sessions/current',
    access: 'operator',
    roles: everyRole,
    whileLocked: true,
    summary: 'The session of this browser, for a page that was loaded again.',
    reply: z.extend(signedIn, { isLocked: z.boolean() }),
    refusals: ['not_found'],
  }),
  unlock: endpoint({
    id: 'desk.unlock',
    method: 'POST',
    path: '/ops/sessions/current/unlock',
    access: 'operator',
    roles: everyRole,
    whileLocked: true,
    summary: 'Goes on after a pause, with the password.',
    body: z.object({ password }),
    reply: z.object({ expiresAt: instant }),
    refusals: ['not_found', 'sign_in_wrong', 'sign_in_locked', 'attempts_exceeded'],
  }),
  changePassword: endpoint({
    id: 'desk.changePassword',
    method: 'PUT',
    path: '/ops/me/password',
    access: 'operator',
    roles: everyRole,
    summary:
      'Another password for me, with the present one and a one-time code; wherever else I am signed in, that ends.',
    body: z
      .object({ password, oneTimeCode, newPassword: password })
      .check(z.refine(isAnother, { path: ['newPassword'], error: 'the same as the present one' })),
    reply: z.object({
      /** How many other sessions ended by it. */
      ended: z.int(),
    }),
    refusals: ['not_found', 'password_weak', 'sign_in_wrong', 'sign_in_locked', 'attempts_exceeded'],
  }),
  sessions: endpoint({
    id: 'desk.sessions',
    method: 'GET',
    path: '/ops/sessions',
    access: 'operator',
    roles: everyRole,
    summary: 'Where I am signed in; an administrator may ask for another operator.',
    query: z.object({ operatorId: z.optional(id) }),
    reply: z.object({ sessions: z.array(deskSession) }),
    refusals: ['not_found'],
  }),
  account: endpoint({
    id: 'desk.account',
    method: 'GET',
    path: '/ops/me/account',
    access: 'operator',
    roles: everyRole,
    summary: 'What others ask for about my own account, and what was done with it in the last ninety days.',
    reply: z.object({
      /** Requests about it that nobody has decided yet. */
      open: z.array(
        z.object({
          requestId: id,
          kind: z.enum(accountKinds),
          /** The roles that I would have; null where they stay. */
          roles: z.nullable(z.array(operatorRole)),
          reason: z.string(),
          madeBy: z.string(),
          madeAt: instant,
        }),
      ),
      /** The newest first, fifty at most. */
      events: z.array(
        z.object({
          id,
          at: instant,
          action: z.enum(auditActions),
          /** Null for the command line, and for who was refused at the door. */
          by: z.nullable(z.string()),
          isOwn: z.boolean(),
          reason: z.nullable(z.string()),
          changes: z.array(change),
          address: z.nullable(z.string()),
        }),
      ),
    }),
    refusals: [],
  }),
  endSession: endpoint({
    id: 'desk.endSession',
    method: 'DELETE',
    path: '/ops/sessions/{sessionId}',
    access: 'operator',
    roles: everyRole,
    whileLocked: true,
    summary: 'Ends a session of mine, or as an administrator of somebody else; `current` is this one.',
    params: z.object({ sessionId: z.union([id, z.literal('current')]) }),
    reply: z.object({ ended: z.int() }),
    refusals: ['not_found'],
  }),
  exported: endpoint({
    id: 'desk.exported',
    method: 'POST',
    path: '/ops/exports',
    access: 'operator',
    roles: everyRole,
    summary: 'Writes down that I take a list away as a file: which one, what it was narrowed to, and how many rows.',
    body: z.object({
      programmeId: z.optional(z.string()),
      /** The endpoint that lists it, as `operators.audit`. */
      list: z.string().check(z.regex(/^[a-zA-Z.]{3,40}$/)),
      filters: z.record(z.string().check(z.maxLength(40)), z.string().check(z.maxLength(200))),
      rows: z.int().check(z.minimum(0), z.maximum(10_000_000)),
    }),
    reply: z.object({}),
    refusals: ['not_found', 'role_required', 'full_card_number_refused'],
  }),
  operators: endpoint({
    id: 'desk.operators',
    method: 'GET',
    path: '/ops/operators',
    access: 'operator',
    roles: ['admin', 'auditor'],
    summary: 'Everybody who works at the desk.',
    reply: z.object({ operators: z.array(operatorAccount) }),
    refusals: [],
  }),
  createOperator: endpoint({
    id: 'desk.createOperator',
    method: 'POST',
    path: '/ops/operators',
    access: 'operator',
    roles: ['admin'],
    summary:
      'Makes an operator who only reads as an auditor, and answers the code with which they set up their account; any other account is asked for.',
    body: z.object({
      name: operatorName,
      login: operatorLogin,
      roles: roleList,
      programmeId: z.optional(z.string()),
      reason: reasonText,
    }),
    reply: enrollable,
    refusals: ['not_found', 'name_taken', 'second_person_required'],
  }),
  renewEnrolment: endpoint({
    id: 'desk.renewEnrolment',
    method: 'POST',
    path: '/ops/operators/{operatorId}/enrolment',
    access: 'operator',
    roles: ['admin'],
    summary:
      'Gives an auditor who has not come in yet another code to set up their account; any other renewal is asked for.',
    params: operatorId,
    body: z.object({ reason: reasonText }),
    reply: enrollable,
    refusals: ['not_found', 'own_account', 'second_person_required'],
  }),
  drawEnrolment: endpoint({
    id: 'desk.drawEnrolment',
    method: 'POST',
    path: '/ops/requests/{requestId}/enrolment',
    access: 'operator',
    roles: ['admin'],
    summary: 'The code of an account that I asked for and somebody else approved: made now and shown this once.',
    params: z.object({ requestId: id }),
    body: z.object({}),
    reply: enrollable,
    refusals: ['not_found', 'role_required', 'request_of_another', 'reveal_over'],
  }),
  changeRoles: endpoint({
    id: 'desk.changeRoles',
    method: 'PUT',
    path: '/ops/operators/{operatorId}/roles',
    access: 'operator',
    roles: ['admin'],
    summary: 'Takes roles away, from the next request on; those that are given are asked for.',
    params: operatorId,
    body: z.object({ roles: roleList, reason: reasonText }),
    reply: operatorAccount,
    refusals: ['not_found', 'own_account', 'second_person_required'],
  }),
  disableOperator: endpoint({
    id: 'desk.disableOperator',
    method: 'POST',
    path: '/ops/operators/{operatorId}/disable',
    access: 'operator',
    roles: ['admin'],
    summary: 'Closes an account for good; its sessions and its token end at once.',
    params: operatorId,
    body: z.object({ reason: reasonText }),
    reply: operatorAccount,
    refusals: ['not_found', 'own_account'],
  }),
}
