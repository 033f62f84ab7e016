import type { BusinessDay } from '../../../shared/values/businessDay'
import type { Reader, Tx } from '../../db/database'
import { Refused } from '../../http/refused'
import type { Surroundings } from '../../ports/surroundings'
import { Bench, closeBenches } from './bench'
import type { Lot } from './lot'
import { allLots, findAccount, lockAccount, type Who } from './points.store'

/** What operators did to a cardholder's points. */
export interface DeskOutcome {
  transactionIds: string[]
  /** Lots that have another last day now; a lot that was opened had none before. */
  lastDays: { lotId: string; before: BusinessDay | null; after: BusinessDay }[]
}

/**
 * Works on the points of one cardholder under their account's lock, after what time has done to them by today, so that
 * operators decide on what is, and not on what a job has not posted yet.
 * @throws Refused not_found when the cardholder has no points in this programme
 */
export async function onBench(
  tx: Tx,
  who: Who,
  { surroundings, work }: { surroundings: Surroundings; work: (bench: Bench) => DeskOutcome },
): Promise<DeskOutcome> {
  const { cardholderId } = who
  await refuseStranger(tx, who)
  const account = await lockAccount(tx, who, surroundings.now())
  const lots = (await allLots(tx, [cardholderId])).get(cardholderId) ?? []
  const bench = new Bench(who, account, { lots, surroundings })
  bench.age()
  const outcome = work(bench)
  await closeBenches(tx, [bench])
  return outcome
}

/**
 * Operators reach the cardholders of their programme and no others: ids in a request are what somebody typed.
 * @throws Refused not_found when the cardholder has no points in this programme
 */
export async function refuseStranger(reader: Reader, { cardholderId, programmeId }: Who): Promise<void> {
  if ((await findAccount(reader, cardholderId))?.programmeId !== programmeId) throw new Refused('not_found')
}

/** Gives the lot another last day, which is written with what is posted. Answers what changed. */
export function giveLastDay(bench: Bench, lot: Lot, after: BusinessDay): DeskOutcome['lastDays'][number] {
  const { lotId, expiresOn: before } = lot
  lot.expiresOn = after
  bench.touched.add(lotId)
  bench.isChanged = true
  return { lotId, before, after }
}
