import { type BusinessDay, businessDay } from '../../../shared/values/businessDay'
import type { Tx } from '../../db/database'
import { Refused } from '../../http/refused'
import type { Surroundings } from '../../ports/surroundings'
import type { Bench } from './bench'
import { isLastDay, isLive } from './desk.rules'
import { type DeskOutcome, giveLastDay, onBench } from './deskBench'
import type { Lot } from './lot'
import { insertExtensions } from './lotExtensions.store'
import type { Who } from './points.store'

export interface Extension {
  /** One lot, or every live one that expires until a day. */
  lots: { lotId: string } | { expiringUntil: string }
  expiresOn: string
  requestId: string
  surroundings: Surroundings
}

/**
 * Gives lots a later last day. No points move.
 * @throws Refused not_found, lot_not_live, expiry_out_of_range
 */
export async function extendExpiry(tx: Tx, who: Who, extension: Extension): Promise<DeskOutcome> {
  const { requestId, surroundings } = extension
  const after = businessDay(extension.expiresOn)
  const work = (bench: Bench) => {
    const lots = lotsToExtend(bench, { lots: extension.lots, after })
    return { transactionIds: [], lastDays: lots.map((lot) => giveLastDay(bench, lot, after)) }
  }
  const outcome = await onBench(tx, who, { surroundings, work })
  await insertExtensions(tx, who, { ...outcome, requestId, decidedAt: surroundings.now() })
  return outcome
}

function lotsToExtend(bench: Bench, { lots, after }: { lots: Extension['lots']; after: BusinessDay }): Lot[] {
  const { today } = bench
  const live = [...bench.lots.values()].filter((lot) => isLive(lot, today))
  const chosen =
    'lotId' in lots
      ? live.filter((lot) => lot.lotId === lots.lotId)
      : live.filter((lot) => lot.expiresOn <= lots.expiringUntil)
  if (chosen.length === 0) throw new Refused('lot_not_live')
  const shorter = chosen.filter((lot) => lot.expiresOn < after)
  if (shorter.length === 0 || !isLastDay(after, { from: today, today })) throw new Refused('expiry_out_of_range')
  return shorter
}
