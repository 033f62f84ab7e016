import type { Database, Tx } from '../../db/database'
import type { Surroundings } from '../../ports/surroundings'
import { firstDayUnjudged, insertClosure, lockProgramme, openBudgets, programmeOf } from '../programmes'
import { usedUp } from './budget.rules'
import { deleteIssued, insertIssued, issuedTotals, oldestIssued } from './issued.store'

export interface WatchBudgets {
  database: Database
  surroundings: Surroundings
}

const rowsAtOnce = 1_000
const pagesAtOnce = 20

/** Fewer rows than this are quicker summed than rewritten. */
const rowsKept = 200

/**
 * Compares what was issued with the budgets of a programme. A budget that is used up is closed from the first business day
 * on of which nothing can have been posted yet, so that nothing that was posted is touched. Can be killed anywhere and run twice at once. Answers how many budgets
 * it closed.
 */
export async function watchBudgets(programmeId: string, { database, surroundings }: WatchBudgets): Promise<number> {
  const { reader } = database
  const programme = await programmeOf(reader, programmeId)
  if ((await openBudgets(reader, programme)).length === 0) return 0
  return database.inTransaction(async (tx) => {
    await lockProgramme(tx, programmeId)
    await compact(tx, programmeId, surroundings)
    const ended = usedUp(await openBudgets(tx, programme), await issuedTotals(tx, programmeId))
    const now = surroundings.now()
    const closedFrom = firstDayUnjudged(now)
    for (const each of ended) await insertClosure(tx, programmeId, { closure: { ...each, closedFrom }, now })
    return ended.length
  })
}

/** Puts one row for each sum in the place of many, a bounded number of pages a run. */
async function compact(tx: Tx, programmeId: string, surroundings: Surroundings): Promise<void> {
  for (let page = 0; page < pagesAtOnce; page++) {
    const rows = await oldestIssued(tx, programmeId, rowsAtOnce)
    if (rows.length <= rowsKept) return
    await deleteIssued(
      tx,
      programmeId,
      rows.map(({ id }) => id),
    )
    await insertIssued(tx, programmeId, { issued: rows, surroundings })
    if (rows.length < rowsAtOnce) return
  }
}
