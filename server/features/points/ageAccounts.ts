import { businessDayOf } from '../../../shared/values/businessDay'
import type { Database } from '../../db/database'
import type { Surroundings } from '../../ports/surroundings'
import { Bench } from './bench'
import { cardholdersWithDueLots, liveLots, lockAccount, type Who } from './points.store'

const cardholdersAtOnce = 200

/**
 * Settles and expires every lot of a programme that time has reached. Each cardholder is one short transaction under
 * their account's lock, so it can be killed anywhere and run twice at once. Answers how many lots changed.
 * @throws AggregateError when accounts failed; the others are done all the same, since one must not stop everybody.
 */
export async function ageAccounts(
  programmeId: string,
  { database, surroundings, signal }: { database: Database; surroundings: Surroundings; signal?: AbortSignal },
): Promise<number> {
  const failures: unknown[] = []
  let changed = 0
  for (;;) {
    const today = businessDayOf(surroundings.now())
    const due = await cardholdersWithDueLots(database.reader, { programmeId, today, limit: cardholdersAtOnce })
    const before = changed
    for (const cardholderId of due) {
      if (signal?.aborted) break
      try {
        changed += await age({ programmeId, cardholderId }, { database, surroundings })
      } catch (error) {
        failures.push(error)
      }
    }
    if (due.length < cardholdersAtOnce || changed === before || signal?.aborted) break
  }
  if (failures.length > 0) throw new AggregateError(failures, `accounts that could not be aged: ${failures.length}`)
  return changed
}

function age(who: Who, { database, surroundings }: { database: Database; surroundings: Surroundings }) {
  return database.inTransaction(async (tx) => {
    const account = await lockAccount(tx, who, surroundings.now())
    const lots = await liveLots(tx, who.cardholderId)
    return new Bench(tx, who, { account, lots, surroundings }).age()
  })
}
