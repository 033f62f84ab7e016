import type { OperatorSession } from '../../http/operators'
import { Refused } from '../../http/refused'
import { accountById, storePassword, useStep } from './accounts.store'
import { auditDoor, auditRefusal } from './auditDoor'
import { endOtherSessionsOf } from './deskSessions.store'
import { knownPasswords } from './knownPasswords'
import { hashPassword, isPassword } from './password'
import { isWeak } from './password.rules'
import { type Arrival, countBoth, type DoorDeps, stepIn } from './signIn'

interface Asked {
  password: string
  oneTimeCode: string
  newPassword: string
}

/**
 * Another password for who is signed in, by all that signing in asks for: whoever finds a desk open does not get to keep the
 * account. Wherever else its owner is signed in, that ends.
 * @throws Refused password_weak, sign_in_wrong, sign_in_locked, attempts_exceeded, not_found for a program, which has none
 */
export async function changePassword(
  deps: DoorDeps,
  { operatorId, desk }: OperatorSession,
  { password, oneTimeCode, newPassword, ...arrival }: Asked & Omit<Arrival, 'agent'>,
): Promise<{ ended: number }> {
  if (!desk) throw new Refused('not_found')
  const account = await accountById(deps.database.reader, operatorId)
  if (!account) throw new Refused('session_ended')
  // Asked first, since it tells nothing of the one before, and costs nobody a code.
  if (isWeak(newPassword, account, await knownPasswords())) throw new Refused('password_weak')
  const counted = await countBoth(deps, account.login, arrival)
  const isRight = await isPassword(account.passwordHash, password)
  const step = stepIn(deps, account, oneTimeCode)
  const passwordHash = isRight && step !== null ? await hashPassword(newPassword) : null
  const changed =
    passwordHash !== null && step !== null
      ? await deps.database.inTransaction(async (tx) => {
          if (!(await useStep(tx, account, step))) return null
          await storePassword(tx, account, passwordHash)
          const others = { operatorId, sessionId: desk.sessionId }
          const ended = await endOtherSessionsOf(tx, others, deps.surroundings.now())
          const changes = [{ field: 'session.ended', before: null, after: ended }]
          await auditDoor(tx, deps, { operator: account, action: 'operator.password_changed', changes, ...arrival })
          return { ended }
        })
      : null
  if (!changed) {
    await auditRefusal(deps, { door: 'password', account, ...counted, ...arrival })
    throw new Refused('sign_in_wrong')
  }
  await counted.takeBack()
  return changed
}
