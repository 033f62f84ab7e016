import type { Api } from '../../../shared/contract/api'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import type { BusinessDay } from '../../../shared/values/businessDay'
import { sumPoints } from '../../../shared/values/points'
import type { Reader } from '../../db/database'
import type { Lot } from './lot'
import { liveLotsOf } from './points.store'
import { aged } from './pointsSummary'

type DayOfLots = ReplyOf<Api['points']['lots']>['days'][number]

/** What lots still hold, as of today and by their last day: the first is what is used first, and expires first. */
export async function lotsByLastDay(
  reader: Reader,
  { cardholderId, today }: { cardholderId: string; today: BusinessDay },
): Promise<(DayOfLots & { expiresOn: BusinessDay })[]> {
  const lots = (await liveLotsOf(reader, cardholderId)).map((lot) => aged(lot, today))
  const byDay = new Map<BusinessDay, Lot[]>()
  for (const lot of lots) {
    if (lot.pending + lot.available + lot.held === 0) continue
    byDay.set(lot.expiresOn, [...(byDay.get(lot.expiresOn) ?? []), lot])
  }
  const days = [...byDay].sort(([one], [other]) => (one < other ? -1 : 1))
  return days.map(([expiresOn, ofDay]) => ({
    expiresOn,
    pending: sumPoints(ofDay.map((lot) => lot.pending)),
    available: sumPoints(ofDay.map((lot) => lot.available)),
    held: sumPoints(ofDay.map((lot) => lot.held)),
    lots: ofDay.length,
  }))
}
