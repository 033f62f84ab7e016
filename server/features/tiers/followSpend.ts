import type { Tx } from '../../db/database'
import type { Surroundings } from '../../ports/surroundings'
import { programmeOf } from '../programmes'
import type { Statement } from '../spend'
import { bringUpToDate, type TierChange } from './bringUpToDate'
import { type GrowthEvent, growthEvents } from './growth.rules'
import { growthBySpend, insertGrowth, type Who } from './growth.store'

/**
 * Brings growth and tier to what a cardholder's facts say, inside the transaction that took them and under the cardholder's
 * lock. Answers an upgrade, when there is one.
 */
export async function followSpend(
  tx: Tx,
  who: Who & { cardId: string },
  { statement, surroundings }: { statement: Statement; surroundings: Surroundings },
): Promise<TierChange | null> {
  const programme = await programmeOf(tx, who.programmeId)
  const wanted = statement.settlements.flatMap((settlement) => growthEvents(settlement, programme.earning))
  const posted = await growthBySpend(tx, who.cardholderId)
  const differences = growthDifferences({ wanted, posted })
  if (differences.length === 0) return null
  const createdAt = surroundings.now()
  const entries = differences.map((event) => ({ ...event, id: surroundings.newId(), createdAt }))
  await insertGrowth(tx, who, entries)
  const { programmeId, cardholderId } = who
  return bringUpToDate(tx, { programmeId, cardholderId }, surroundings)
}

/** What must be added, spend by spend, to get from what is posted to what is wanted. */
function growthDifferences({ wanted, posted }: { wanted: GrowthEvent[]; posted: GrowthEvent[] }): GrowthEvent[] {
  const before = new Map(posted.map((event) => [event.spendId, event]))
  const added = wanted.map((event) => {
    const known = before.get(event.spendId)
    before.delete(event.spendId)
    return { ...event, amount: event.amount - (known?.amount ?? 0) }
  })
  const withdrawn = [...before.values()].map((event) => ({ ...event, amount: -event.amount }))
  return [...added, ...withdrawn].filter((event) => event.amount !== 0)
}
