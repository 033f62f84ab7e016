import { businessDayOf } from '../../../shared/values/businessDay'
import type { Tx } from '../../db/database'
import type { Surroundings } from '../../ports/surroundings'
import type { EarningRules, ProgrammeRules } from '../programmes'
import type { Followed } from '../spend'
import { bringAllUpToDate, type Looked, type TierChange } from './bringUpToDate'
import { type GrowthDay, growthDaysOf, inOrder } from './growth.rules'
import { addGrowth, growthDays, type Who } from './growth.store'
import { tierPurchases } from './purchases.store'
import { termSettings } from './termSettings'
import { findStandings, type StoredStanding, writeStandings } from './tiers.store'
import { type TierTimeline, tierTimeline } from './tierTimeline'

/** What spending did to a cardholder's tier. */
export interface TierFollowed {
  tierOn: TierTimeline
  /** An upgrade, when there is one. */
  change: TierChange | null
}

/**
 * Brings growth and tiers to what the facts of cardholders of one programme say, inside the transaction that took them and
 * under the cardholders' locks.
 */
export async function followSpend(
  tx: Tx,
  holders: readonly Followed[],
  { rules: { earning, terms }, surroundings }: { rules: ProgrammeRules; surroundings: Surroundings },
): Promise<Map<string, TierFollowed>> {
  const settings = termSettings(terms)
  const bought = await tierPurchases(tx, holders.filter(({ isAlone }) => !isAlone).map(idOf))
  // Points that operators gave can have reached a tier before the first spend.
  const known = holders.filter((holder) => !holder.isNew || bought.has(idOf(holder)))
  const standings = await findStandings(tx, known.map(idOf))
  const posted = await growthDays(tx, known.filter(({ isAlone }) => !isAlone).map(idOf))
  const changes: (Who & GrowthDay)[] = []
  const looked: Looked[] = []
  const alone: { who: Who; standing: StoredStanding }[] = []
  const followed = new Map<string, TierFollowed>()
  const today = businessDayOf(surroundings.now())
  for (const holder of holders) {
    const { who } = holder
    const days = growthDaysOfHolder(holder, earning)
    const before = standings.get(who.cardholderId) ?? null
    if (holder.isAlone && before) {
      const growth = days.reduce((sum, { amount }) => sum + amount, 0)
      alone.push({ who, standing: { ...before, evaluatedOn: today, growthPeak: (before.growthPeak ?? 0) + growth } })
      changes.push(...days.map((day) => ({ ...who, ...day })))
      followed.set(who.cardholderId, { tierOn: () => before.tier, change: null })
      continue
    }
    const purchases = bought.get(who.cardholderId) ?? []
    const differences = growthDifferences(days, posted.get(who.cardholderId) ?? [])
    changes.push(...differences.map((day) => ({ ...who, ...day })))
    if (differences.length > 0 || !before) {
      looked.push({ who, days, purchases, before, isNew: holder.isNew && purchases.length === 0 })
    }
    followed.set(who.cardholderId, { tierOn: tierTimeline({ days, purchases }, settings), change: null })
  }
  await addGrowth(tx, changes)
  await writeStandings(tx, alone)
  for (const [id, change] of await bringAllUpToDate(tx, looked, { settings, surroundings })) {
    const theirs = followed.get(id)
    if (theirs) theirs.change = change
  }
  return followed
}

const idOf = ({ who }: Followed) => who.cardholderId

function growthDaysOfHolder({ statement }: Followed, rules: EarningRules): GrowthDay[] {
  return inOrder(growthDaysOf(statement.settlements, rules.on))
}

/** What must be added, day by day, to get from what is posted to what is wanted. */
function growthDifferences(wanted: readonly GrowthDay[], posted: readonly GrowthDay[]): GrowthDay[] {
  if (posted.length === 0) return [...wanted]
  const differences = new Map(wanted.map(({ effectiveOn, amount }) => [effectiveOn, amount]))
  for (const { effectiveOn, amount } of posted) {
    differences.set(effectiveOn, (differences.get(effectiveOn) ?? 0) - amount)
  }
  return inOrder(differences)
}
