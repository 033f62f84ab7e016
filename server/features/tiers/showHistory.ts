import type { BusinessDay } from '../../../shared/values/businessDay'
import type { Reader } from '../../db/database'
import { evaluationsOf, outcomeText } from './evaluations.store'
import { growthDaysOfOne, type Who } from './growth.store'
import { tierPurchasesOfOne } from './purchases.store'
import { termSettingsOf } from './termSettings'
import { tierPath } from './tierPath.rules'

/** Every evaluation that was kept, those that later facts overtook included and marked. */
export async function showHistory(reader: Reader, { programmeId, cardholderId }: Who, today: BusinessDay) {
  const settings = await termSettingsOf(reader, programmeId)
  const days = await growthDaysOfOne(reader, cardholderId)
  const purchases = await tierPurchasesOfOne(reader, cardholderId)
  const path = tierPath({ days, purchases }, settings, today)
  const standing = new Set(path.map(outcomeText))
  const evaluations = await evaluationsOf(reader, cardholderId)
  return {
    evaluations: evaluations.map((each) => ({
      ...each,
      evaluatedAt: each.evaluatedAt.toISOString(),
      stands: standing.has(outcomeText({ ...each, day: each.reachedOn })),
    })),
  }
}
