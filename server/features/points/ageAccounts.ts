import { businessDayOf } from '../../../shared/values/businessDay'
import type { Database } from '../../db/database'
import { inSlices } from '../../db/statements'
import type { Surroundings } from '../../ports/surroundings'
import { closeBenches, openBenches } from './bench'
import { type DueHolder, dueHolders, type Who } from './points.store'

const usualSizes = {
  /** Cardholders and days that are asked for at a time. */
  page: 1_000,
  /** Held under lock together: enough to share the commit, few enough to be done in an instant. */
  transaction: 50,
}
/** Transactions under way at once; the embedded database takes them one by one anyway. */
const lanes = 2

interface AgeDeps {
  database: Database
  surroundings: Surroundings
  signal?: AbortSignal
  sizes?: typeof usualSizes
}

/** By cardholder, why they could not be aged: one who is due on several days is tried once a run. */
type Failures = Map<string, unknown>

/**
 * Settles and expires every lot of a programme that time has reached. A few cardholders at a time are one short transaction
 * under their accounts' locks, so it can be killed anywhere and run twice at once; what was done is no longer due. It
 * costs the same for a lot however many cardholders there are. Answers how many lots changed.
 * @throws AggregateError when accounts failed; the others are done all the same, since one must not stop everybody.
 */
export async function ageAccounts(programmeId: string, deps: AgeDeps): Promise<number> {
  const { database, surroundings, signal, sizes = usualSizes } = deps
  const failures: Failures = new Map()
  let changed = 0
  let after: DueHolder = { dueOn: '', cardholderId: '' }
  while (!signal?.aborted) {
    const today = businessDayOf(surroundings.now())
    const due = await dueHolders(database.reader, { programmeId, today, after, limit: sizes.page })
    // In the order of the key, which is the order in which accounts are locked everywhere.
    const cardholderIds = [...new Set(due.map(({ cardholderId }) => cardholderId))].sort()
    const untried = cardholderIds.filter((id) => !failures.has(id))
    const groups = [...inSlices(untried, sizes.transaction)]
    const lane = async () => {
      for (let group = groups.shift(); group && !signal?.aborted; group = groups.shift()) {
        const holders = group.map((cardholderId) => ({ programmeId, cardholderId }))
        const done = await ageOrSingleOut(holders, deps, failures)
        // Added after waiting: the sum as it was before would forget what the other lanes did meanwhile.
        changed += done
      }
    }
    await Promise.all(Array.from({ length: lanes }, lane))
    const last = due.at(-1)
    if (!last || due.length < sizes.page) break
    // Those who failed stay due, so a walk that went back would never end.
    if (isBehind(last, after)) throw new Error('the walk through those who are due went back')
    after = last
  }
  if (failures.size > 0) {
    throw new AggregateError(failures.values(), `accounts that could not be aged: ${failures.size}`)
  }
  return changed
}

function isBehind(one: DueHolder, other: DueHolder): boolean {
  return one.dueOn === other.dueOn ? one.cardholderId <= other.cardholderId : one.dueOn < other.dueOn
}

/** Where a group fails, each of it is tried alone: only those who fail by themselves are left. */
async function ageOrSingleOut(group: readonly Who[], deps: AgeDeps, failures: Failures): Promise<number> {
  try {
    return await age(group, deps)
  } catch (error) {
    const [who] = group
    if (who && group.length === 1) {
      failures.set(who.cardholderId, error)
      return 0
    }
  }
  let changed = 0
  for (const who of group) {
    if (deps.signal?.aborted) break
    changed += await ageOrSingleOut([who], deps, failures)
  }
  return changed
}

function age(group: readonly Who[], { database, surroundings }: AgeDeps): Promise<number> {
  return database.inTransaction(async (tx) => {
    const benches = await openBenches(tx, group, surroundings)
    let changed = 0
    for (const bench of benches) changed += bench.age()
    await closeBenches(tx, benches)
    return changed
  })
}
