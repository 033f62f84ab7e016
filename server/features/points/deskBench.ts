import type { BusinessDay } from '../../../shared/values/businessDay'
import type { Tx } from '../../db/database'
import { Refused } from '../../http/refused'
import type { Surroundings } from '../../ports/surroundings'
import { Bench } from './bench'
import { repayment } from './clawback.rules'
import type { Lot } from './lot'
import { allLots, findAccount, lockAccount, type Who } from './points.store'

/** What operators did to a cardholder's points. */
export interface DeskOutcome {
  transactionIds: string[]
  /** Lots that have another last day now; a lot that was opened had none before. */
  lastDays: { lotId: string; before: BusinessDay | null; after: BusinessDay }[]
}

/**
 * Works on the points of one cardholder under their account's lock, after posting what time has done to them by today,
 * so that operators decide on what is, and not on what a job has not posted yet.
 * @throws Refused not_found when the cardholder has no points in this programme
 */
export async function onBench(
  tx: Tx,
  who: Who,
  { surroundings, work }: { surroundings: Surroundings; work: (bench: Bench) => Promise<DeskOutcome> },
): Promise<DeskOutcome> {
  const known = await findAccount(tx, who.cardholderId)
  if (known?.programmeId !== who.programmeId) throw new Refused('not_found')
  const account = await lockAccount(tx, who, surroundings.now())
  const bench = new Bench(tx, who, { account, lots: await allLots(tx, who.cardholderId), surroundings })
  await bench.age()
  return work(bench)
}

/** Nobody owes while having points: what was given by hand repays debt first. Answers the transaction, if there is one. */
export async function repayDebtFrom(bench: Bench, lot: Lot): Promise<string[]> {
  const moves = repayment(lot, bench)
  if (moves.length === 0) return []
  const { source } = lot
  return [
    await bench.post({
      kind: 'debt_repayment',
      reference: source,
      purchaseId: source,
      effectiveOn: bench.today,
      moves,
    }),
  ]
}
