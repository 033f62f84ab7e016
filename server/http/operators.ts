import type { OperatorRole } from '../../shared/contract/roles'
import { Refused } from './refused'

/** The operator who asks, found by the token of the request. */
export interface OperatorSession {
  operatorId: string
  name: string
  /** The programme that they work for, or `*` for all of them. */
  programmeId: string
  roles: readonly OperatorRole[]
}

/**
 * @returns null when the token is unknown or its operator disabled
 * @throws Refused attempts_exceeded after too many unknown tokens
 */
export type FindOperator = (token: string, address: string) => Promise<OperatorSession | null>

/**
 * The one place where an operator is let in: by a token, and by one of the roles that the endpoint declares.
 * @throws Refused session_missing, session_ended, role_required, attempts_exceeded
 */
export async function admitOperator(
  roles: readonly OperatorRole[] | undefined,
  { authorization, address }: { authorization: string; address: string },
  find: FindOperator,
): Promise<OperatorSession> {
  const token = /^Bearer (\S+)$/.exec(authorization)?.[1]
  if (!token) throw new Refused('session_missing')
  const operator = await find(token, address)
  if (!operator) throw new Refused('session_ended')
  // An endpoint that names no role opens to nobody: a door that was forgotten stays shut.
  if (!roles?.some((role) => operator.roles.includes(role))) throw new Refused('role_required')
  return operator
}
