import type { Access } from '../../shared/contract/endpoint'
import type { Level } from '../../shared/contract/identity'
import { Refused } from './refused'

/** Who asks, found by the token of the request. */
export interface Session {
  sessionId: string
  cardholderId: string
  programmeId: string
  level: Level
  /** What is known of the device that this login is on. */
  device?: DeviceTrace
}

export interface DeviceTrace {
  /** Of the login. */
  startedAt: Date
  /** When a second proof was given on it; null until then. */
  trustedAt: Date | null
  /** WeChat's risk rank of who logged in, 0 to 4, and when it was asked for. */
  wechatRank: number | null
  wechatRankAt: Date | null
}

/** @returns null when the token is unknown, ended or expired. */
export type FindSession = (token: string) => Promise<Session | null>

const rank: Record<Level, number> = { visitor: 0, phone: 1, cardholder: 2 }

/**
 * The access table: lets a request in, or refuses it with what is missing.
 * @throws Refused session_missing, session_ended, phone_required, card_required
 */
export async function admit(
  access: Exclude<Access, 'monitor' | 'operator' | 'supplier' | 'desk'>,
  authorization: string,
  find: FindSession,
): Promise<Session | null> {
  if (access === 'bank') return null
  const token = /^Bearer (\S+)$/.exec(authorization)?.[1]
  const session = token ? await find(token) : null
  if (access === 'public') return session
  if (!token) throw new Refused('session_missing')
  if (!session) throw new Refused('session_ended')
  if (rank[session.level] >= rank[access]) return session
  throw new Refused(access === 'phone' || session.level === 'visitor' ? 'phone_required' : 'card_required')
}
