import type { Database } from '../../db/database'
import type { Surroundings } from '../../ports/surroundings'
import { type ChangedHands, heldElsewhere } from '../cards'
import { owing } from './debts.store'
import { moveDebt } from './moveDebt'

const holdersARound = 200

/**
 * Brings debt after its card that arose later than the card was bound by somebody else: the refund of a purchase takes its
 * points from the account that earned them, which nobody may use any more. Answers how many debts moved.
 */
export async function followDebts({
  database,
  surroundings,
  signal,
}: {
  database: Database
  surroundings: Surroundings
  signal?: AbortSignal
}): Promise<number> {
  let moved = 0
  let after = ''
  while (!signal?.aborted) {
    const ids = await owing(database.reader, { after, limit: holdersARound })
    for (const { programmeId, from, to } of await heldElsewhere(database.reader, ids)) {
      moved += await follow({ programmeId, from, to }, { database, surroundings })
    }
    if (ids.length < holdersARound) break
    after = ids.at(-1) as string
  }
  return moved
}

async function follow(
  { programmeId, from, to }: ChangedHands,
  { database, surroundings }: { database: Database; surroundings: Surroundings },
): Promise<number> {
  const amount = await database.inTransaction((tx) => moveDebt(tx, { programmeId, from: [from], to }, surroundings))
  return amount > 0 ? 1 : 0
}
