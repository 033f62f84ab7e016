import type { Context } from 'koa'
import type { Endpoint } from '../../shared/contract/endpoint'
import type { OperatorRole } from '../../shared/contract/roles'
import { isSameText } from '../ports/sameText'
import { Refused } from './refused'

/** The operator who asks, found by their session or by the token of a program of theirs. */
export interface OperatorSession {
  operatorId: string
  name: string
  /** The programme that they work for, or `*` for all of them. */
  programmeId: string
  roles: readonly OperatorRole[]
  /** The session of a browser; a program that asks with its token has none. */
  desk?: { sessionId: string; expiresAt: Date; isLocked: boolean; csrf: string }
}

/** What the caller shows: a program its token, a browser its cookie. */
export type Credentials = { kind: 'token' | 'cookie'; text: string }

/**
 * @returns null when it is unknown or over, or its operator disabled
 * @throws Refused attempts_exceeded after too many unknown ones
 */
export type FindOperator = (credentials: Credentials, address: string) => Promise<OperatorSession | null>

export const deskCookie = 'kaquan_desk'
/** The browser then holds it to this very host, and to HTTPS; it refuses the prefix where there is none. */
export const deskCookieOfHttps = `__Host-${deskCookie}`
const cookieName = (ctx: Context) => (ctx.secure ? deskCookieOfHttps : deskCookie)
const csrfHeader = 'X-Kaquan-Csrf'

/**
 * The one place where an operator is let in: by a session or a token, and by one of the roles that the endpoint declares.
 * A browser sends its cookie by itself, so whatever changes something needs a word that only the console's page knows.
 * @throws Refused session_missing, session_ended, csrf_refused, role_required, desk_locked, attempts_exceeded
 */
export async function admitOperator(
  ctx: Context,
  { roles, method, whileLocked }: Pick<Endpoint, 'roles' | 'method' | 'whileLocked'>,
  find: FindOperator,
): Promise<OperatorSession> {
  const credentials = credentialsOf(ctx)
  if (!credentials) throw new Refused('session_missing')
  const operator = await find(credentials, ctx.ip)
  if (!operator) throw new Refused('session_ended')
  const { desk } = operator
  if (desk && method !== 'GET' && !isSameText(ctx.get(csrfHeader), desk.csrf)) throw new Refused('csrf_refused')
  // An endpoint that names no role opens to nobody: a door that was forgotten stays shut.
  if (!roles?.some((role) => operator.roles.includes(role))) throw new Refused('role_required')
  if (desk?.isLocked && !whileLocked) throw new Refused('desk_locked')
  return operator
}

function credentialsOf(ctx: Context): Credentials | null {
  const token = /^Bearer (\S+)$/.exec(ctx.get('Authorization'))?.[1]
  if (token) return { kind: 'token', text: token }
  const cookie = ctx.cookies.get(cookieName(ctx))
  return cookie ? { kind: 'cookie', text: cookie } : null
}

/** Out of reach of scripts and of other sites; it ends with the browser, and with its session on the server before that. */
export function setDeskCookie(ctx: Context, { token }: { token: string }): void {
  ctx.cookies.set(cookieName(ctx), token, {
    httpOnly: true,
    sameSite: 'strict',
    secure: ctx.secure,
    path: '/',
    overwrite: true,
  })
}
