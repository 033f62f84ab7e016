import { businessDay } from '../../../shared/values/businessDay'
import { points } from '../../../shared/values/points'
import type { Tx } from '../../db/database'
import { Refused } from '../../http/refused'
import type { Surroundings } from '../../ports/surroundings'
import { programmeOf } from '../programmes'
import type { Bench } from './bench'
import { isLastDay, reinstatableUntil } from './desk.rules'
import { type DeskOutcome, onBench, repayDebtFrom } from './deskBench'
import type { Lot } from './lot'
import { giveLastDay } from './lotExtensions.store'
import type { Who } from './points.store'

export interface Reinstatement {
  lotId: string
  /** All that has expired of the lot, when it is not said. */
  points?: number
  expiresOn: string
  requestId: string
  surroundings: Surroundings
}

/**
 * Brings expired points of a lot back, with another last day, as long as the programme's window is open.
 * @throws Refused not_found, points_not_expired, reinstatement_window_over, expiry_out_of_range
 */
export async function reinstatePoints(tx: Tx, who: Who, reinstatement: Reinstatement): Promise<DeskOutcome> {
  const { requestId, surroundings } = reinstatement
  const after = businessDay(reinstatement.expiresOn)
  const work = async (bench: Bench) => {
    const { reinstatementDays } = await programmeOf(tx, who.programmeId)
    const { lot, amount } = expiredPart(bench, { ...reinstatement, reinstatementDays })
    const { lotId, source, expiresOn: before } = lot
    if (!isLastDay(after, { from: before, today: bench.today })) throw new Refused('expiry_out_of_range')
    await giveLastDay(tx, who, { lot, expiresOn: after, requestId, decidedAt: surroundings.now() })
    lot.expiresOn = after
    const reinstated = await bench.post({
      kind: 'reinstate',
      reference: `reinstate:${requestId}`,
      purchaseId: source,
      effectiveOn: bench.today,
      moves: [{ from: 'expired', to: 'available', amount, lotId }],
    })
    const transactionIds = [reinstated, ...(await repayDebtFrom(bench, lot))]
    return { transactionIds, lastDays: [{ lotId, before, after }] }
  }
  return onBench(tx, who, { surroundings, work })
}

function expiredPart(
  bench: Bench,
  { lotId, points: asked, reinstatementDays }: Reinstatement & { reinstatementDays: number },
): { lot: Lot; amount: Lot['expired'] } {
  const lot = bench.lots.get(lotId)
  if (!lot) throw new Refused('not_found')
  const amount = points(asked ?? lot.expired)
  const until = reinstatableUntil(lot, reinstatementDays)
  if (until === null || amount > lot.expired) throw new Refused('points_not_expired')
  if (bench.today > until) throw new Refused('reinstatement_window_over')
  return { lot, amount }
}
