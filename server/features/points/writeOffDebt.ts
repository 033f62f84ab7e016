import { points } from '../../../shared/values/points'
import type { Tx } from '../../db/database'
import { Refused } from '../../http/refused'
import type { Surroundings } from '../../ports/surroundings'
import type { Bench } from './bench'
import { type DeskOutcome, onBench } from './deskBench'
import type { Who } from './points.store'

/**
 * The issuer takes over what a cardholder owes, or a part of it.
 * @throws Refused not_found, debt_exceeded
 */
export function writeOffDebt(
  tx: Tx,
  who: Who,
  { amount, requestId, surroundings }: { amount: number; requestId: string; surroundings: Surroundings },
): Promise<DeskOutcome> {
  const work = (bench: Bench) => {
    if (amount > bench.account.debt) throw new Refused('debt_exceeded')
    const transactionId = bench.post({
      kind: 'debt_write_off',
      reference: `write_off:${requestId}`,
      purchaseId: null,
      effectiveOn: bench.today,
      moves: [{ from: 'issuer', to: 'debt', amount: points(amount), lotId: null }],
    })
    return { transactionIds: [transactionId], lastDays: [] }
  }
  return onBench(tx, who, { surroundings, work })
}
