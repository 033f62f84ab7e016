import type { Tx } from '../../db/database'
import { enqueue } from '../../db/outbox'
import type { Surroundings } from '../../ports/surroundings'
import type { TierChange } from './bringUpToDate'
import type { Who } from './growth.store'

/** Has the cardholder told of a higher tier, once the transaction is through. */
export async function announceUpgrade(
  tx: Tx,
  { programmeId, cardholderId }: Who,
  { change, surroundings }: { change: TierChange; surroundings: Surroundings },
): Promise<void> {
  const now = surroundings.now()
  const payload = { ...change, upgradedAt: now.toISOString() }
  await enqueue(tx, { id: surroundings.newId(), topic: 'tier.upgraded', programmeId, cardholderId, payload, now })
}
