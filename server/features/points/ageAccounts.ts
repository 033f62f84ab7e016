import { businessDayOf } from '../../../shared/values/businessDay'
import type { Database } from '../../db/database'
import type { Surroundings } from '../../ports/surroundings'
import { Bench } from './bench'
import { cardholdersWithDueLots, liveLots, lockAccount } from './points.store'

const cardholdersAtOnce = 200

/**
 * Settles and expires every lot of a programme that time has reached. Each cardholder is one short transaction under
 * their account's lock, so it can be killed anywhere and run twice at once. Answers how many lots changed.
 */
export async function ageAccounts(
  programmeId: string,
  { database, surroundings }: { database: Database; surroundings: Surroundings },
): Promise<number> {
  let changed = 0
  for (;;) {
    const today = businessDayOf(surroundings.now())
    const due = await cardholdersWithDueLots(database.reader, { programmeId, today, limit: cardholdersAtOnce })
    for (const cardholderId of due) {
      changed += await database.inTransaction(async (tx) => {
        const who = { programmeId, cardholderId }
        const account = await lockAccount(tx, who, surroundings.now())
        const lots = await liveLots(tx, cardholderId)
        return new Bench(tx, who, { account, lots, surroundings }).age()
      })
    }
    if (due.length < cardholdersAtOnce) return changed
  }
}
