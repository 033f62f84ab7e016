import type { Database } from '../../db/database'
import { moment } from '../../db/statements'
import { Refused } from '../../http/refused'
import type { Surroundings } from '../../ports/surroundings'
import type { Vault } from '../../ports/vault'
import { deleteFailures, lockFailures, storeFailures } from './failures.store'
import { forgottenAfterMs, lockedForMs } from './lockout.rules'

export interface CountedTry {
  /** Stands for the login where it is written down: what somebody typed there may be their password. */
  trace: string
  /** Until when the login is closed when this try fails; null where it stays open. */
  closedUntil: Date | null
  takeBack: () => Promise<void>
}

/**
 * Counts a try at a login before it is made, so that tries at the same moment cannot slip through together; what turns out
 * right takes the count back. Logins that nobody has are counted alike: the door does not say who works here.
 * @throws Refused sign_in_locked with Retry-After
 */
export function countTry(
  { database, vault, surroundings }: { database: Database; vault: Vault; surroundings: Surroundings },
  login: string,
): Promise<CountedTry> {
  const trace = vault.fingerprint('login', login)
  return database.inTransaction(async (tx) => {
    const now = surroundings.now()
    const before = await lockFailures(tx, trace, now)
    const lockedUntil = before.locked_until === null ? null : moment(before.locked_until)
    if (lockedUntil && lockedUntil > now) {
      throw new Refused('sign_in_locked', {
        retryAfterSeconds: Math.ceil((lockedUntil.getTime() - now.getTime()) / 1_000),
      })
    }
    const isOld = now.getTime() - moment(before.last_at).getTime() > forgottenAfterMs
    const failures = (isOld ? 0 : before.failures) + 1
    const closedMs = lockedForMs(failures)
    const closedUntil = closedMs ? new Date(now.getTime() + closedMs) : null
    await storeFailures(tx, trace, { failures, now, lockedUntil: closedUntil })
    return { trace, closedUntil, takeBack: () => database.inTransaction((again) => deleteFailures(again, trace)) }
  })
}
