import { followSpend as followWithPoints, lockAccount } from '../../server/features/points'
import type { Posting } from '../../server/features/spend'
import { followSpend as followWithTiers } from '../../server/features/tiers'
import type { Surroundings } from '../../server/ports/surroundings'

/** What the composition root wires, without its outbox: points and tiers follow what is spent. */
export function testPosting(surroundings: Surroundings): Posting {
  return {
    async lock(tx, owner) {
      await lockAccount(tx, owner, surroundings.now())
    },
    async post(tx, owner, statement) {
      await followWithTiers(tx, owner, { statement, surroundings })
      return followWithPoints(tx, owner, { statement, surroundings })
    },
  }
}
