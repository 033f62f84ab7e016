import type { Change } from '../../../../shared/contract/requests'
import type { Tx } from '../../../db/database'
import { Refused } from '../../../http/refused'
import { addToBatches, knownBatches } from '../batches.store'
import { lockCatalogue } from '../load.store'
import { type ImportKey, lockImport, markSubmitted } from './imports.store'
import { deleteStaged, poolStaged, raiseStock, stagedBatches, stagedByBenefit, stagedInPool } from './stagedCodes.store'

/** More than anybody reads before they approve. */
const mostTold = 200

/**
 * Puts codes that were staged into the pool, all of them; where it is asked for, the stock of each benefit grows by them.
 * @throws Refused not_found, codes_not_staged, codes_known
 */
export async function loadStagedCodes(
  tx: Tx,
  key: ImportKey,
  { stockToo, now }: { stockToo: boolean; now: Date },
): Promise<Change[]> {
  await lockCatalogue(tx, key.programmeId, now)
  const found = await lockImport(tx, key)
  if (found?.kind !== 'codes') throw new Refused('not_found')
  const { summary } = found
  if (found.state !== 'checked' || !summary || summary.counts.problems > 0) throw new Refused('codes_not_staged')
  if ((await stagedInPool(tx, key)) > 0) throw new Refused('codes_known')
  await addBatches(tx, key, now)
  const changes: Change[] = []
  for (const { benefitId, codes, last } of await stagedByBenefit(tx, key)) {
    const pooled = await poolStaged(tx, key, { benefitId, last })
    if (pooled !== codes) throw new Error(`${codes} codes were staged, and ${pooled} came into the pool`)
    changes.push({ field: `benefit.${benefitId}.codes`, before: last, after: last + codes })
    const by = { programmeId: key.programmeId, benefitId, by: codes }
    if (stockToo && (await raiseStock(tx, by)))
      changes.push({ field: `benefit.${benefitId}.stockAdded`, before: null, after: codes })
  }
  if (changes.length === 0) throw new Refused('codes_not_staged')
  await deleteStaged(tx, key)
  await markSubmitted(tx, key, { versionId: null, now })
  const rest = changes.length - mostTold
  return rest > 0 ? [...changes.slice(0, mostTold), { field: 'codes.notListed', before: null, after: rest }] : changes
}

/** A batch may have come into the pool meanwhile, with another last moment. */
async function addBatches(tx: Tx, key: ImportKey, now: Date): Promise<void> {
  const { programmeId } = key
  const batches = await stagedBatches(tx, key)
  const known = await knownBatches(
    tx,
    programmeId,
    batches.map(({ batchId }) => batchId),
  )
  const differs = batches.some(({ batchId, validUntil }) => {
    const before = known.get(batchId)
    return before !== undefined && before?.getTime() !== validUntil?.getTime()
  })
  const isOver = batches.some(({ validUntil }) => validUntil !== null && validUntil <= now)
  if (differs || isOver) throw new Refused('codes_not_staged')
  await addToBatches(tx, { programmeId, now }, batches)
}
