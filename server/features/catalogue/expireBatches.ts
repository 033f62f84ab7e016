import type { Database, Tx } from '../../db/database'
import type { Surroundings } from '../../ports/surroundings'
import {
  batchesOver,
  benefitsWithFreeCodes,
  closeBatch,
  expireCodes,
  freeCount,
  setStockAndReleases,
  stockOf,
} from './batches.store'
import { stockWithin } from './expiry.rules'
import { lockCatalogue } from './load.store'
import { lockStock } from './stock.store'

export interface ExpiryDeps {
  database: Database
  surroundings: Surroundings
  signal?: AbortSignal
}

/** Taken out in one transaction, while redemptions of the benefit wait. */
const codesAtATime = 2_000

/**
 * Takes codes whose last moment is over out of the pool, so that the stock says what can still be had. A run that ends in the
 * middle has done so much of it, and the next one goes on.
 * @returns how many codes
 */
export async function expireBatches(programmeId: string, deps: ExpiryDeps): Promise<number> {
  const { database, surroundings, signal } = deps
  let expired = 0
  for (const batchId of await batchesOver(database.reader, { programmeId, now: surroundings.now() })) {
    for (const benefitId of await benefitsWithFreeCodes(database.reader, { programmeId, batchId })) {
      let taken: number
      do {
        if (signal?.aborted) return expired
        taken = await database.inTransaction((tx) => expireSome(tx, { programmeId, batchId, benefitId }, surroundings))
        expired += taken
      } while (taken === codesAtATime)
    }
    await database.inTransaction(async (tx) => {
      await lockCatalogue(tx, programmeId, surroundings.now())
      // A load that came in between may have added to the batch.
      const isEmpty = (await benefitsWithFreeCodes(tx, { programmeId, batchId })).length === 0
      if (isEmpty) await closeBatch(tx, { programmeId, batchId, now: surroundings.now() })
    })
  }
  return expired
}

/** The catalogue first, as loads do, and then the stock, which everybody locks who gives codes away. */
async function expireSome(
  tx: Tx,
  { programmeId, batchId, benefitId }: { programmeId: string; batchId: string; benefitId: string },
  surroundings: Surroundings,
): Promise<number> {
  const now = surroundings.now()
  await lockCatalogue(tx, programmeId, now)
  await lockStock(tx, programmeId, [benefitId])
  const taken = await expireCodes(tx, { programmeId, benefitId }, { batchId, now, limit: codesAtATime })
  if (taken === 0) return 0
  const stock = await stockOf(tx, { programmeId, benefitId })
  const free = await freeCount(tx, { programmeId, benefitId })
  await setStockAndReleases(tx, { programmeId, benefitId }, stockWithin(stock, { free, now }))
  return taken
}
