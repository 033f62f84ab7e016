import { businessDay } from '../../../shared/values/businessDay'
import { points } from '../../../shared/values/points'
import type { Tx } from '../../db/database'
import { Refused } from '../../http/refused'
import type { Surroundings } from '../../ports/surroundings'
import { rulesOf } from '../programmes'
import type { Bench } from './bench'
import { isLastDay, reinstatableUntil } from './desk.rules'
import { type DeskOutcome, giveLastDay, onBench } from './deskBench'
import type { Lot } from './lot'
import { insertExtensions } from './lotExtensions.store'
import type { Who } from './points.store'
import { repayDebtFrom } from './repayDebt'

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
  const { terms } = await rulesOf(tx, who.programmeId)
  const work = (bench: Bench) => {
    const { reinstatementDays } = terms.on(bench.today)
    const { lot, amount } = expiredPart(bench, { ...reinstatement, reinstatementDays })
    const { lotId, source, expiresOn: before } = lot
    if (!isLastDay(after, { from: before, today: bench.today })) throw new Refused('expiry_out_of_range')
    const lastDay = giveLastDay(bench, lot, after)
    const reinstated = bench.post({
      kind: 'reinstate',
      reference: `reinstate:${requestId}`,
      purchaseId: source,
      effectiveOn: bench.today,
      moves: [{ from: 'expired', to: 'available', amount, lotId }],
    })
    return { transactionIds: [reinstated, ...repayDebtFrom(bench, [lot])], lastDays: [lastDay] }
  }
  const outcome = await onBench(tx, who, { surroundings, work })
  await insertExtensions(tx, who, { ...outcome, requestId, decidedAt: surroundings.now() })
  return outcome
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
