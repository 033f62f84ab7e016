import type { TierId } from '../../../shared/contract/tiers'
import type { Tx } from '../../db/database'
import type { Surroundings } from '../../ports/surroundings'
import { type ProgrammeSettings, programmeOf } from '../programmes'
import type { Statement } from '../spend'
import { type GrowthEvent, growthEvents } from './growth.rules'
import { tierRank, type Upgrade, upgradesOf } from './tiers.rules'
import {
  evaluationsOf,
  findStanding,
  growthBySpend,
  insertEvaluation,
  insertGrowth,
  type Who,
  writeStanding,
} from './tiers.store'

export interface TierChange {
  from: TierId
  to: TierId
}

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
  return evaluate(tx, who, { programme, surroundings })
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

async function evaluate(
  tx: Tx,
  who: Who,
  { programme, surroundings }: { programme: ProgrammeSettings; surroundings: Surroundings },
): Promise<TierChange | null> {
  const { tiers: table, tierWindowMonths: windowMonths } = programme
  const upgrades = upgradesOf(await growthBySpend(tx, who.cardholderId), { table, windowMonths })
  const last = upgrades.at(-1)
  const lowest = table[0]?.tier ?? 'basic'
  const tier = last?.to ?? lowest
  const reachedOn = last?.reachedOn ?? null
  const before = (await findStanding(tx, who.cardholderId)) ?? { tier: lowest, reachedOn: null }
  if (before.tier === tier && before.reachedOn === reachedOn) return null
  await writeStanding(tx, who, { tier, reachedOn, changedAt: surroundings.now() })
  await keepEvaluations(tx, who, { upgrades, table, surroundings })
  return tierRank(tier, table) > tierRank(before.tier, table) ? { from: before.tier, to: tier } : null
}

/** Stores the inputs of every upgrade that was not stored with the same outcome before. */
async function keepEvaluations(
  tx: Tx,
  who: Who,
  {
    upgrades,
    table,
    surroundings,
  }: { upgrades: Upgrade[]; table: ProgrammeSettings['tiers']; surroundings: Surroundings },
): Promise<void> {
  const known = await evaluationsOf(tx, who.cardholderId)
  for (const upgrade of upgrades) {
    const isKnown = known.some(
      (each) => each.to === upgrade.to && each.reachedOn === upgrade.reachedOn && each.growth === upgrade.growth,
    )
    if (isKnown) continue
    await insertEvaluation(tx, who, { id: surroundings.newId(), upgrade, table, createdAt: surroundings.now() })
  }
}
