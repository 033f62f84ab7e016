import { businessDayOf } from '../../../shared/values/businessDay'
import type { Database } from '../../db/database'
import type { Surroundings } from '../../ports/surroundings'
import { closeBenches, openBench } from './bench'
import { type DueLot, dueLots, type Who } from './points.store'

const lotsAtOnce = 1_000
/** Transactions under way at once; the embedded database takes them one by one anyway. */
const lanes = 4

/**
 * Settles and expires every lot of a programme that time has reached. Each cardholder is one short transaction under
 * their account's lock, so it can be killed anywhere and run twice at once; what was done is no longer due. It costs the
 * same for a lot however many cardholders there are. Answers how many lots changed.
 * @throws AggregateError when accounts failed; the others are done all the same, since one must not stop everybody.
 */
export async function ageAccounts(
  programmeId: string,
  deps: { database: Database; surroundings: Surroundings; signal?: AbortSignal },
): Promise<number> {
  const { database, surroundings, signal } = deps
  const failures: unknown[] = []
  let changed = 0
  let after: DueLot = { dueOn: '', cardholderId: '', lotId: '' }
  while (!signal?.aborted) {
    const today = businessDayOf(surroundings.now())
    const due = await dueLots(database.reader, { programmeId, today, after, limit: lotsAtOnce })
    const cardholders = [...new Set(due.map((lot) => lot.cardholderId))]
    const lane = async () => {
      for (let id = cardholders.shift(); id && !signal?.aborted; id = cardholders.shift()) {
        const who = { programmeId, cardholderId: id }
        const done = await age(who, deps).catch((error: unknown) => {
          failures.push(error)
          return 0
        })
        // Added after waiting: the sum as it was before would forget what the other lanes did meanwhile.
        changed += done
      }
    }
    await Promise.all(Array.from({ length: lanes }, lane))
    const last = due.at(-1)
    if (!last || due.length < lotsAtOnce) break
    after = last
  }
  if (failures.length > 0) throw new AggregateError(failures, `accounts that could not be aged: ${failures.length}`)
  return changed
}

function age(
  who: Who,
  { database, surroundings }: { database: Database; surroundings: Surroundings },
): Promise<number> {
  return database.inTransaction(async (tx) => {
    const bench = await openBench(tx, who, surroundings)
    const changed = bench.age()
    await closeBenches(tx, [bench])
    return changed
  })
}
