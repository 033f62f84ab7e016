import type { Api } from '../../../shared/contract/api'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import { businessDayOf } from '../../../shared/values/businessDay'
import { Refused } from '../../http/refused'
import { pointsSummary } from '../points'
import { standingOf } from '../tiers'
import { shownCardholders } from './shownCardholder'
import type { Looking, SupportDeps } from './supportDeps'
import { writeLook } from './writeLook'

/**
 * A cardholder with balance and tier, masked; that it was looked at is written down.
 * @throws Refused not_found
 */
export async function showPerson(
  deps: SupportDeps,
  looking: Looking,
  cardholderId: string,
): Promise<ReplyOf<Api['support']['person']>> {
  const { database, surroundings } = deps
  const { programmeId } = looking
  const [cardholder] = await shownCardholders(deps, { programmeId, ids: [cardholderId] })
  if (!cardholder) throw new Refused('not_found')
  await writeLook(deps, looking, { action: 'cardholder.viewed', subject: cardholderId, reason: null, changes: [] })
  const today = businessDayOf(surroundings.now())
  const [points, standing] = await Promise.all([
    pointsSummary(database.reader, { cardholderId, today }),
    standingOf(database.reader, { programmeId, cardholderId }, today),
  ])
  return { cardholder, points, standing }
}
