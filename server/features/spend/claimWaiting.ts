import type { Database, Tx } from '../../db/database'
import type { Surroundings } from '../../ports/surroundings'
import { ownersOf } from '../cards'
import type { Posting } from './posting'
import { recordForCard } from './recordFacts'
import { type Owner, takeWaiting, waitingCards } from './spend.store'

/** Gives a newly bound card the facts that the bank sent before: the hook that binding runs in its own transaction. */
export async function claimWaiting(
  tx: Tx,
  { owner, cardToken }: { owner: Owner; cardToken: string },
  { posting, surroundings }: { posting: Posting; surroundings: Surroundings },
): Promise<{ spends: number; points: number }> {
  // The cardholder is locked before what waits, as by everybody else.
  await posting.begin(tx, owner.programmeId, [owner])
  const events = await takeWaiting(tx, { programmeId: owner.programmeId, cardToken })
  if (events.length === 0) return { spends: 0, points: 0 }
  const recording = { programmeId: owner.programmeId, posting, receivedAt: surroundings.now() }
  const { inserted, points } = await recordForCard(tx, owner, { events, recording })
  return { spends: inserted, points }
}

/**
 * Sweeps facts that came in the very moment in which their card was bound, and so were put among the waiting after
 * binding had looked there. Answers how many were posted.
 * @throws AggregateError when cards failed; the others are done all the same, since one must not stop everybody.
 */
export async function claimStragglers(
  programmeId: string,
  { database, posting, surroundings }: { database: Database; posting: Posting; surroundings: Surroundings },
): Promise<number> {
  const owners = await ownersOf(database.reader, programmeId, await waitingCards(database.reader, programmeId))
  const failures: unknown[] = []
  let claimed = 0
  for (const [cardToken, { current }] of owners) {
    if (!current) continue
    const owner = { programmeId, ...current }
    try {
      const claiming = { owner, cardToken }
      const { spends } = await database.inTransaction((tx) => claimWaiting(tx, claiming, { posting, surroundings }))
      claimed += spends
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `cards that could not be claimed: ${failures.length}`)
  return claimed
}
