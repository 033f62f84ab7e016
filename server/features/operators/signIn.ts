import type { Api } from '../../../shared/contract/api'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import type { Tx } from '../../db/database'
import type { Attempts } from '../../http/attempts'
import type { OperatorSession } from '../../http/operators'
import { Refused } from '../../http/refused'
import { type Account, accountById, accountByLogin, useStep } from './accounts.store'
import { auditDoor, auditRefusal } from './auditDoor'
import { sessionMs } from './deskSession.rules'
import { insertSession, storeSeen } from './deskSessions.store'
import { csrfOf } from './findOperator'
import { countTry } from './lockout'
import type { ManageDeps } from './manageOperators'
import { stepOfCode } from './oneTimeCode'
import type { Operator } from './operators.store'
import { isPassword } from './password'
import { newToken } from './token'

export interface DoorDeps extends ManageDeps {
  attempts: Attempts
}

/** From where somebody comes to the door. */
export interface Arrival {
  address: string
  agent: string
  requestId: string
}

export type SignedIn = ReplyOf<Api['desk']['signIn']> & { token: string }

/**
 * Signs an operator in. What is wrong is not told apart, and takes as long as what is right.
 * @throws Refused sign_in_wrong, sign_in_locked, attempts_exceeded
 */
export async function signIn(
  deps: DoorDeps,
  { login, password, oneTimeCode }: { login: string; password: string; oneTimeCode: string },
  arrival: Arrival,
): Promise<SignedIn> {
  const counted = await countBoth(deps, login, arrival)
  const account = await accountByLogin(deps.database.reader, login)
  const isSetUp = account !== null && account.enrolmentFingerprint === null
  const isRight = await isPassword(isSetUp ? account.passwordHash : null, password)
  const step = isSetUp ? stepIn(deps, account, oneTimeCode) : null
  const signedIn =
    isRight && account && step !== null
      ? await deps.database.inTransaction(async (tx) => {
          // False where the same code came twice at the same moment: the other one is in; or where the password is another by now.
          const isFirst = await useStep(tx, account, step)
          return isFirst ? startSession(tx, deps, { operator: account, arrival }) : null
        })
      : null
  if (!signedIn) {
    await auditRefusal(deps, { door: 'signIn', account, ...counted, ...arrival })
    throw new Refused('sign_in_wrong')
  }
  await counted.takeBack()
  return signedIn
}

/** The step of the one-time code; null when it is wrong or was used. */
export function stepIn(
  { vault, surroundings }: DoorDeps,
  { totpCipher, totpStep }: Account,
  code: string,
): number | null {
  if (totpCipher === null) return null
  return stepOfCode(vault.open(totpCipher), { code, now: surroundings.now(), after: totpStep })
}

/** Counts by address, network and login before anything is looked at. */
export async function countBoth(deps: DoorDeps, login: string, { address }: Pick<Arrival, 'address'>) {
  const takeBackAddress = await deps.attempts.count('deskDoor', { address })
  const counted = await countTry(deps, { login, address })
  const takeBack = async () => {
    await counted.takeBack()
    await takeBackAddress()
  }
  return { ...counted, takeBack }
}

/** Opens a session; its token goes into the cookie and is kept nowhere. */
export async function startSession(
  tx: Tx,
  { vault, surroundings }: DoorDeps,
  { operator, arrival }: { operator: Operator; arrival: Arrival },
): Promise<SignedIn> {
  const now = surroundings.now()
  const id = surroundings.newId()
  const { token, fingerprint } = newToken(vault, id, 'desk')
  const expiresAt = new Date(now.getTime() + sessionMs)
  const { address, agent, requestId } = arrival
  const times = { startedAt: now, seenAt: now, expiresAt }
  await insertSession(tx, { id, operatorId: operator.id, fingerprint, ...times, address, agent })
  await auditDoor(tx, { surroundings }, { operator, action: 'session.started', requestId, address })
  const { name, programmeId, roles } = operator
  const shown = { id: operator.id, name, programmeId, roles }
  return { token, operator: shown, session: { id, expiresAt: expiresAt.toISOString() }, csrf: csrfOf(vault, token) }
}

/**
 * Goes on after a pause.
 * @throws Refused sign_in_wrong, sign_in_locked, attempts_exceeded, not_found for a program, which has no session
 */
export async function unlock(
  deps: DoorDeps,
  { operatorId, desk }: OperatorSession,
  { password, ...arrival }: { password: string } & Omit<Arrival, 'agent'>,
): Promise<{ expiresAt: string }> {
  if (!desk) throw new Refused('not_found')
  const account = await accountById(deps.database.reader, operatorId)
  if (!account) throw new Refused('session_ended')
  const counted = await countBoth(deps, account.login, arrival)
  if (!(await isPassword(account.passwordHash, password))) {
    await auditRefusal(deps, { door: 'unlock', account, ...counted, ...arrival })
    throw new Refused('sign_in_wrong')
  }
  await deps.database.inTransaction(async (tx) => {
    await storeSeen(tx, desk.sessionId, deps.surroundings.now())
    await auditDoor(tx, deps, { operator: account, action: 'session.unlocked', ...arrival })
  })
  await counted.takeBack()
  return { expiresAt: desk.expiresAt.toISOString() }
}
