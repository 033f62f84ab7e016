import type { Change } from '../../../../shared/contract/requests'
import type { Reader, Tx } from '../../../db/database'
import { Refused } from '../../../http/refused'
import { addToBatches, knownBatches } from '../batches.store'
import { liveStockOf, lockCatalogue } from '../load.store'
import { findImport, type Import, type ImportKey, lockImport, markSubmitted } from './imports.store'
import {
  deleteStaged,
  isStagedInPool,
  poolStaged,
  raiseStock,
  stagedBatches,
  stagedByBenefit,
} from './stagedCodes.store'

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
  refuseUnlessStaged(await lockImport(tx, key))
  if (await isStagedInPool(tx, key)) throw new Refused('codes_known')
  await addToBatches(tx, { programmeId: key.programmeId, now }, await batchesInOrder(tx, key, now))
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
  return told(changes)
}

/**
 * What loading them would change, without doing it: a hundred thousand codes are not moved and moved back for a look.
 * @throws Refused as loading them does
 */
export async function previewStagedCodes(
  reader: Reader,
  key: ImportKey,
  { stockToo, now }: { stockToo: boolean; now: Date },
): Promise<Change[]> {
  refuseUnlessStaged(await findImport(reader, key))
  if (await isStagedInPool(reader, key)) throw new Refused('codes_known')
  await batchesInOrder(reader, key, now)
  const changes: Change[] = []
  for (const { benefitId, codes, last } of await stagedByBenefit(reader, key)) {
    changes.push({ field: `benefit.${benefitId}.codes`, before: last, after: last + codes })
    if (stockToo && (await liveStockOf(reader, key, benefitId)) !== null)
      changes.push({ field: `benefit.${benefitId}.stockAdded`, before: null, after: codes })
  }
  if (changes.length === 0) throw new Refused('codes_not_staged')
  return told(changes)
}

function refuseUnlessStaged(found: Import | null): void {
  if (found?.kind !== 'codes') throw new Refused('not_found')
  const { state, summary } = found
  if (state !== 'checked' || !summary || summary.counts.problems > 0) throw new Refused('codes_not_staged')
}

function told(changes: Change[]): Change[] {
  const rest = changes.length - mostTold
  return rest > 0 ? [...changes.slice(0, mostTold), { field: 'codes.notListed', before: null, after: rest }] : changes
}

/** A batch may have come into the pool meanwhile, with another last moment. */
async function batchesInOrder(reader: Reader, key: ImportKey, now: Date) {
  const { programmeId } = key
  const batches = await stagedBatches(reader, key)
  const known = await knownBatches(
    reader,
    programmeId,
    batches.map(({ batchId }) => batchId),
  )
  const differs = batches.some(({ batchId, validUntil }) => {
    const before = known.get(batchId)
    return before !== undefined && before?.getTime() !== validUntil?.getTime()
  })
  const isOver = batches.some(({ validUntil }) => validUntil !== null && validUntil <= now)
  if (differs || isOver) throw new Refused('codes_not_staged')
  return batches
}
