import { addDays, businessDayOf } from '../../../shared/values/businessDay'
import type { Database, Reader, Tx } from '../../db/database'
import type { Surroundings } from '../../ports/surroundings'
import { announceUpgrade } from './announceUpgrade'
import { bringUpToDate } from './bringUpToDate'
import type { Who } from './growth.store'
import { findStanding, type PageEnd, standingsAhead, standingsDue } from './tiers.store'

const standingsAtOnce = 200

/** Clocks of two workers may lie on both sides of midnight; what is further ahead was written by a wrong clock. */
const clockApartDays = 1

export interface EvaluateTiers {
  database: Database
  surroundings: Surroundings
  /** The cardholder's lock, the same that spending takes. Passed in, since tiers know nothing of who keeps it. */
  lock: (tx: Tx, who: Who) => Promise<void>
  signal?: AbortSignal
}

/**
 * Ends terms and gives notices for every cardholder whose day has come, however long ago: the steps hold from their own
 * days. Each cardholder is one short transaction, so it can be killed anywhere and run twice at once. Answers how many
 * cardholders were looked at.
 * @throws AggregateError when some failed; the others are done all the same.
 */
export async function evaluateTiers(programmeId: string, deps: EvaluateTiers): Promise<number> {
  const failures: unknown[] = []
  const today = businessDayOf(deps.surroundings.now())
  const pages = [
    (after: PageEnd) => standingsDue(deps.database.reader, { ...page(programmeId, after), until: today }),
    (after: PageEnd) =>
      standingsAhead(deps.database.reader, { ...page(programmeId, after), beyond: addDays(today, clockApartDays) }),
  ]
  let done = 0
  for (const nextPage of pages) {
    for (let after: PageEnd = null; !deps.signal?.aborted; ) {
      const standings = await nextPage(after)
      for (const { cardholderId } of standings) {
        if (deps.signal?.aborted) break
        try {
          done += await evaluate({ programmeId, cardholderId }, deps)
        } catch (error) {
          failures.push(error)
        }
      }
      after = standings.at(-1) ?? null
      if (standings.length < standingsAtOnce) break
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `tiers that could not be evaluated: ${failures.length}`)
  return done
}

const page = (programmeId: string, after: PageEnd) => ({ programmeId, after, limit: standingsAtOnce })

function evaluate(who: Who, { database, surroundings, lock }: EvaluateTiers): Promise<number> {
  return database.inTransaction(async (tx) => {
    await lock(tx, who)
    if (!(await needsLook(tx, who, surroundings))) return 0
    const change = await bringUpToDate(tx, who, surroundings)
    if (change) await announceUpgrade(tx, who, { change, surroundings })
    return 1
  })
}

/** Asked again under the lock: another worker, or a spend, may have been quicker. */
async function needsLook(reader: Reader, { cardholderId }: Who, { now }: Surroundings): Promise<boolean> {
  const standing = await findStanding(reader, cardholderId)
  const today = businessDayOf(now())
  const isDue = standing?.dueOn != null && standing.dueOn <= today
  return isDue || (standing?.evaluatedOn != null && standing.evaluatedOn > addDays(today, clockApartDays))
}
