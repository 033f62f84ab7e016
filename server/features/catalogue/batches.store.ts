import type { Reader, Tx } from '../../db/database'
import { inSlices, marks, moment } from '../../db/statements'
import type { CodeBatchRow } from './catalogue.entities'
import type { BatchLine } from './codesFile'

/** The last moments of those of these batches that there are; null for no end. */
export async function knownBatches(
  reader: Reader,
  programmeId: string,
  batchIds: readonly string[],
): Promise<Map<string, Date | null>> {
  const known = new Map<string, Date | null>()
  for (const slice of inSlices(batchIds)) {
    const rows = await reader.rows<Pick<CodeBatchRow, 'batch_id' | 'valid_until'>>(
      `SELECT batch_id, valid_until FROM code_batch WHERE programme_id = ? AND batch_id IN (${marks(slice)})`,
      [programmeId, ...slice],
    )
    for (const row of rows) known.set(row.batch_id, row.valid_until === null ? null : moment(row.valid_until))
  }
  return known
}

/** Writes batches down, or adds to those that there are; the catalogue is locked. */
export async function addToBatches(
  tx: Tx,
  { programmeId, now }: { programmeId: string; now: Date },
  batches: readonly (Pick<BatchLine, 'batchId' | 'validUntil'> & { codes: number })[],
): Promise<void> {
  for (const { batchId, validUntil, codes } of batches) {
    const grown = await tx.change('UPDATE code_batch SET codes = codes + ? WHERE programme_id = ? AND batch_id = ?', [
      codes,
      programmeId,
      batchId,
    ])
    if (grown === 1) continue
    const key = { programme_id: programmeId, batch_id: batchId }
    await tx.insert('code_batch', [{ ...key, valid_until: validUntil, codes, expired_at: null, loaded_at: now }])
  }
}
