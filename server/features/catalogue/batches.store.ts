import type { Stock } from '../../../shared/values/stock'
import type { Reader, Tx } from '../../db/database'
import { inSlices, marks, moment } from '../../db/statements'
import type { BenefitRow, BenefitStockRow, CodeBatchRow } from './catalogue.entities'
import { releasesIn, releasesText } from './catalogue.store'
import type { BatchLine } from './codesFile'
import type { BenefitKey } from './stock.store'

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

interface BatchKey {
  programmeId: string
  batchId: string
}

/** Batches whose last moment is over and of which something may be left, the earliest first. */
export async function batchesOver(
  reader: Reader,
  { programmeId, now }: { programmeId: string; now: Date },
): Promise<string[]> {
  const rows = await reader.rows<{ batch_id: string }>(
    `SELECT batch_id FROM code_batch WHERE programme_id = ? AND expired_at IS NULL AND valid_until <= ?
     ORDER BY valid_until, batch_id`,
    [programmeId, now],
  )
  return rows.map((row) => row.batch_id)
}

export async function benefitsWithFreeCodes(reader: Reader, { programmeId, batchId }: BatchKey): Promise<string[]> {
  const rows = await reader.rows<{ benefit_id: string }>(
    `SELECT DISTINCT benefit_id FROM benefit_code WHERE programme_id = ? AND batch_id = ? AND state = 'free'
     ORDER BY benefit_id`,
    [programmeId, batchId],
  )
  return rows.map((row) => row.benefit_id)
}

/** Takes some free codes of a batch out of the pool; the stock of their benefit is locked. Answers how many. */
export async function expireCodes(
  tx: Tx,
  { programmeId, benefitId }: BenefitKey,
  { batchId, now, limit }: { batchId: string; now: Date; limit: number },
): Promise<number> {
  const where = `programme_id = ? AND benefit_id = ? AND batch_id = ? AND state = 'free' AND valid_until <= ?`
  const rows = await tx.rows<{ seq: number }>(
    `SELECT seq FROM benefit_code WHERE ${where} ORDER BY seq LIMIT ${limit}`,
    [programmeId, benefitId, batchId, now],
  )
  const last = rows.at(-1)
  if (!last) return 0
  const expired = await tx.change(`UPDATE benefit_code SET state = 'expired' WHERE ${where} AND seq <= ?`, [
    programmeId,
    benefitId,
    batchId,
    now,
    last.seq,
  ])
  if (expired !== rows.length) throw new Error(`${rows.length} codes were to expire, and ${expired} did`)
  return expired
}

/** How many codes may still be given out, to whom none was promised yet. */
export async function freeCount(tx: Tx, { programmeId, benefitId }: BenefitKey): Promise<number> {
  const [row] = await tx.rows<{ free: number | string; reserved: number }>(
    `SELECT s.reserved, (SELECT COUNT(*) FROM benefit_code c
       WHERE c.programme_id = s.programme_id AND c.benefit_id = s.benefit_id AND c.state = 'free') AS free
     FROM benefit_stock s WHERE s.programme_id = ? AND s.benefit_id = ?`,
    [programmeId, benefitId],
  )
  return row ? Math.max(0, Number(row.free) - row.reserved) : 0
}

/** @throws Error when there is no such benefit: it has codes, so this is a bug */
export async function stockOf(reader: Reader, { programmeId, benefitId }: BenefitKey): Promise<Stock> {
  const [row] = await reader.rows<Pick<BenefitStockRow, 'stock' | 'issued'> & Pick<BenefitRow, 'releases'>>(
    `SELECT s.stock, s.issued, b.releases FROM benefit_stock s
     JOIN benefit b ON b.programme_id = s.programme_id AND b.benefit_id = s.benefit_id
     WHERE s.programme_id = ? AND s.benefit_id = ?`,
    [programmeId, benefitId],
  )
  if (!row) throw new Error(`there is no stock of ${benefitId}`)
  return { stock: row.stock, issued: row.issued, releases: releasesIn(row.releases) }
}

/** The stock is locked, and so is the catalogue. */
export async function setStockAndReleases(
  tx: Tx,
  { programmeId, benefitId }: BenefitKey,
  { stock, releases }: Pick<Stock, 'stock' | 'releases'>,
): Promise<void> {
  const key = [programmeId, benefitId]
  await tx.change('UPDATE benefit_stock SET stock = ? WHERE programme_id = ? AND benefit_id = ?', [stock, ...key])
  await tx.change('UPDATE benefit SET releases = ? WHERE programme_id = ? AND benefit_id = ?', [
    releasesText(releases),
    ...key,
  ])
}

/** Notes that nothing is left of a batch whose last moment is over. */
export async function closeBatch(tx: Tx, { programmeId, batchId, now }: BatchKey & { now: Date }): Promise<void> {
  await tx.change(
    'UPDATE code_batch SET expired_at = ? WHERE programme_id = ? AND batch_id = ? AND expired_at IS NULL',
    [now, programmeId, batchId],
  )
}
