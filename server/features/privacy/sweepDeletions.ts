import type { Database } from '../../db/database'
import type { Surroundings } from '../../ports/surroundings'
import { eraseAll } from './deleteAccount'
import { storeSwept, unsweptBefore } from './deletions.store'
import type { PrivacyDeps } from './dependencies'

/** No request lives nearly as long. */
const everyRequestHasEndedMs = 10 * 60_000

/**
 * Erases deleted accounts once more, when every request has ended that was let in before the deletion and may have written
 * after it. Answers how many.
 */
export async function sweepDeletions({
  database,
  surroundings,
  ...erasing
}: Pick<PrivacyDeps, 'vault' | 'notices'> & { database: Database; surroundings: Surroundings }): Promise<number> {
  const now = surroundings.now()
  const due = await unsweptBefore(database.reader, new Date(now.getTime() - everyRequestHasEndedMs))
  for (const cardholderId of due) {
    await database.inTransaction(async (tx) => {
      await eraseAll(tx, erasing, { cardholderId, now })
      await storeSwept(tx, { cardholderId, now })
    })
  }
  return due.length
}
