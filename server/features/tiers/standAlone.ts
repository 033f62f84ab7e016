import { type BusinessDay, businessDayOf } from '../../../shared/values/businessDay'
import type { Reader } from '../../db/database'
import type { Surroundings } from '../../ports/surroundings'
import type { ProgrammeRules } from '../programmes'
import type { Fact } from '../spend'
import { growthDaysOf, inOrder } from './growth.rules'
import type { Who } from './growth.store'
import { termSettings } from './termSettings'
import type { TierTerms } from './tierPath.rules'
import { thresholdOf } from './tiers.rules'
import { findStandings, type StoredStanding } from './tiers.store'

/**
 * Of cardholders with new purchases, those whose tier path stays as it is: the purchases lie after its last step and
 * within the term, and the growth of no window reaches the next threshold.
 */
export async function standAlone(
  reader: Reader,
  holders: readonly { who: Who; purchases: readonly Fact[] }[],
  { rules: { earning, terms }, surroundings: { now } }: { rules: ProgrammeRules; surroundings: Surroundings },
): Promise<Set<string>> {
  const settings = termSettings(terms)
  const standings = await findStandings(
    reader,
    holders.map(({ who }) => who.cardholderId),
  )
  const today = businessDayOf(now())
  const alone = holders.filter(({ who, purchases }) => {
    const standing = standings.get(who.cardholderId)
    if (!standing || !isAtRest(standing, today)) return false
    const terms = settings.on(standing.evaluatedOn as BusinessDay)
    const isPlain = purchases.every(({ occurredAt, postedOn }) => {
      const day = businessDayOf(occurredAt)
      return isWithin(day, { standing, today }) && isAfterStep(postedOn, standing) && settings.on(day) === terms
    })
    if (!isPlain || settings.on(today) !== terms) return false
    const days = inOrder(
      growthDaysOf(
        purchases.map((purchase) => ({ purchase, refunds: [], reversedBy: null })),
        earning.on,
      ),
    )
    const growth = days.reduce((sum, { amount }) => sum + amount, standing.growthPeak ?? Number.POSITIVE_INFINITY)
    return growth < nextThreshold(standing, terms)
  })
  return new Set(alone.map(({ who }) => who.cardholderId))
}

/** Time alone asks for no look, and none was taken from a day that has not come. */
function isAtRest({ dueOn, evaluatedOn }: StoredStanding, today: BusinessDay): boolean {
  return (dueOn === null || dueOn > today) && evaluatedOn !== null && evaluatedOn <= today
}

function isWithin(day: BusinessDay, { standing, today }: { standing: StoredStanding; today: BusinessDay }): boolean {
  const { termEndsOn } = standing
  return (
    day <= today && isAfterStep(day, standing) && (termEndsOn === null || (day <= termEndsOn && today <= termEndsOn))
  )
}

function isAfterStep(day: BusinessDay, { steppedOn }: StoredStanding): boolean {
  return steppedOn === null || day > steppedOn
}

function nextThreshold({ tier }: StoredStanding, { table }: TierTerms): number {
  const own = thresholdOf(tier, table)
  return table.reduce(
    (next, { threshold }) => (threshold > own ? Math.min(next, threshold) : next),
    Number.POSITIVE_INFINITY,
  )
}
