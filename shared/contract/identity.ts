import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { id, instant, shortText } from './schemas'

export const level = z.enum(['visitor', 'phone', 'cardholder'])
export type Level = z.output<typeof level>

/** How long a login lasts: 1 day, 1 month or 3 months. */
export const validity = z.enum(['day', 'month', 'quarter'])
export type Validity = z.output<typeof validity>

/** Which text on privacy somebody agreed to, and when. */
export const consent = z.object({
  version: shortText,
  agreedAt: instant,
  /** Whether that is the text in force. */
  current: z.boolean(),
})
export type Consent = z.output<typeof consent>

export const me = z.object({
  cardholderId: id,
  level,
  phoneMasked: z.nullable(z.string()),
  since: instant,
  /** Null when it was never given, or withdrawn. */
  consent: z.nullable(consent),
  session: z.object({ id, validity, expiresAt: instant }),
})
export type Me = z.output<typeof me>

const wechatCode = z.string().check(z.minLength(1), z.maxLength(128))

export const identityContract = {
  logIn: endpoint({
    id: 'identity.logIn',
    method: 'POST',
    path: '/api/sessions',
    access: 'public',
    summary: "Logs in with WeChat's one-time code and starts a session.",
    body: z.object({
      code: wechatCode,
      programmeId: z.optional(shortText),
      validity: z._default(validity, 'month'),
      /** What the device calls itself, for the list of devices. */
      device: z._default(z.string().check(z.maxLength(64)), ''),
      /** The text on privacy that was agreed to just now; may be left out by who agreed to the text in force before. */
      consent: z.optional(z.object({ version: shortText })),
    }),
    reply: z.object({ token: z.string(), me }),
    refusals: ['wechat_code_invalid', 'too_many_requests', 'outside_unsure', 'not_found', 'consent_required'],
  }),
  me: endpoint({
    id: 'identity.me',
    method: 'GET',
    path: '/api/me',
    access: 'visitor',
    summary: 'Who I am here: level, masked phone, this session.',
    reply: me,
    refusals: [],
  }),
  verifyPhone: endpoint({
    id: 'identity.verifyPhone',
    method: 'POST',
    path: '/api/me/phone',
    access: 'visitor',
    summary: "Takes the phone number behind WeChat's phone code.",
    body: z.object({ code: wechatCode }),
    reply: z.object({ phoneMasked: z.string(), level }),
    refusals: ['wechat_code_invalid', 'too_many_requests', 'outside_unsure', 'consent_required'],
  }),
  devices: endpoint({
    id: 'identity.devices',
    method: 'GET',
    path: '/api/sessions',
    access: 'visitor',
    summary: 'Where I am logged in.',
    reply: z.object({
      sessions: z.array(
        z.object({
          id,
          device: z.string(),
          startedAt: instant,
          lastSeenAt: instant,
          expiresAt: instant,
          current: z.boolean(),
          /** Since when its owner trusts it; null where they do not. */
          trustedAt: z.nullable(instant),
          /** From when a finger or a face counts there, as long as that is still to come; null else. */
          biometricFrom: z.nullable(instant),
        }),
      ),
    }),
    refusals: [],
  }),
  chooseValidity: endpoint({
    id: 'identity.chooseValidity',
    method: 'PUT',
    path: '/api/sessions/current/validity',
    access: 'visitor',
    summary: 'Changes how long this login lasts, counted from now.',
    body: z.object({ validity }),
    reply: z.object({ validity, expiresAt: instant }),
    refusals: [],
  }),
  logOut: endpoint({
    id: 'identity.logOut',
    method: 'DELETE',
    path: '/api/sessions/{sessionId}',
    access: 'visitor',
    summary: 'Ends one of my sessions; `current` is this one.',
    params: z.object({ sessionId: z.union([id, z.literal('current')]) }),
    reply: z.object({ ended: z.int() }),
    refusals: ['not_found'],
  }),
  logOutEverywhere: endpoint({
    id: 'identity.logOutEverywhere',
    method: 'DELETE',
    path: '/api/sessions',
    access: 'visitor',
    summary: 'Ends all my sessions, this one included.',
    reply: z.object({ ended: z.int() }),
    refusals: [],
  }),
}
