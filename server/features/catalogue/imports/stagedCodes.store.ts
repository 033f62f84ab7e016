import type { Reader, Tx } from '../../../db/database'
import { inSlices, marks, moment } from '../../../db/statements'
import { type CodePrint, currentNames } from '../codePrints'
import type { ImportKey } from './imports.store'

export interface StagedCode {
  benefitId: string
  no: number
  codeId: string
  cipher: string
  fingerprint: string
  masked: string
  batchId: string | null
  validUntil: Date | null
}

export async function insertStaged(
  tx: Tx,
  { programmeId, importId }: ImportKey,
  codes: readonly StagedCode[],
): Promise<void> {
  await tx.insert(
    'staged_code',
    codes.map((code) => ({
      programme_id: programmeId,
      import_id: importId,
      benefit_id: code.benefitId,
      no: code.no,
      code_id: code.codeId,
      cipher: code.cipher,
      fingerprint: code.fingerprint,
      masked: code.masked,
      batch_id: code.batchId,
      valid_until: code.validUntil,
    })),
  )
}

export async function deleteStaged(tx: Tx, { programmeId, importId }: ImportKey): Promise<void> {
  await tx.change('DELETE FROM staged_code WHERE programme_id = ? AND import_id = ?', [programmeId, importId])
}

/** Of imports that are older than this id: nobody has loaded them. */
export async function deleteStagedBefore(
  tx: Tx,
  { programmeId, before }: { programmeId: string; before: string },
): Promise<void> {
  await tx.change('DELETE FROM staged_code WHERE programme_id = ? AND import_id < ?', [programmeId, before])
}

/** Which of these codes wait in another import, by their current fingerprints. */
export async function stagedElsewhere(
  reader: Reader,
  { programmeId, importId }: ImportKey,
  prints: readonly CodePrint[],
): Promise<Set<string>> {
  const found = new Set<string>()
  const names = currentNames(prints)
  for (const slice of inSlices([...names.keys()])) {
    const rows = await reader.rows<{ fingerprint: string }>(
      `SELECT fingerprint FROM staged_code WHERE programme_id = ? AND fingerprint IN (${marks(slice)}) AND import_id <> ?`,
      [programmeId, ...slice, importId],
    )
    for (const row of rows) found.add(names.get(row.fingerprint) ?? row.fingerprint)
  }
  return found
}

/**
 * Whether any of the codes has come into the pool meanwhile. Looked through in small questions, between which others get
 * their turn.
 */
export async function isStagedInPool(reader: Reader, { programmeId, importId }: ImportKey): Promise<boolean> {
  let after = { benefit_id: '', no: 0 }
  for (;;) {
    const codes = await reader.rows<{ benefit_id: string; no: number; fingerprint: string }>(
      `SELECT benefit_id, no, fingerprint FROM staged_code
       WHERE programme_id = ? AND import_id = ? AND (benefit_id > ? OR (benefit_id = ? AND no > ?))
       ORDER BY benefit_id, no LIMIT ${codesAtOnce}`,
      [programmeId, importId, after.benefit_id, after.benefit_id, after.no],
    )
    const last = codes.at(-1)
    if (!last) return false
    const [known] = await reader.rows(
      `SELECT 1 FROM benefit_code WHERE programme_id = ? AND fingerprint IN (${marks(codes)}) LIMIT 1`,
      [programmeId, ...codes.map(({ fingerprint }) => fingerprint)],
    )
    if (known) return true
    after = last
  }
}

const codesAtOnce = 1_000

/** How many codes wait for each benefit, and the number of the last one that it has in the pool. */
export async function stagedByBenefit(
  reader: Reader,
  { programmeId, importId }: ImportKey,
): Promise<{ benefitId: string; codes: number; last: number }[]> {
  const rows = await reader.rows<{ benefit_id: string; codes: number | string; last: number | string | null }>(
    `SELECT s.benefit_id, s.codes,
       (SELECT MAX(c.seq) FROM benefit_code c
        WHERE c.programme_id = s.programme_id AND c.benefit_id = s.benefit_id) AS last
     FROM (SELECT programme_id, benefit_id, COUNT(*) AS codes FROM staged_code
           WHERE programme_id = ? AND import_id = ? GROUP BY programme_id, benefit_id) s
     ORDER BY s.benefit_id`,
    [programmeId, importId],
  )
  return rows.map((row) => ({ benefitId: row.benefit_id, codes: Number(row.codes), last: Number(row.last ?? 0) }))
}

export async function stagedBatches(
  reader: Reader,
  { programmeId, importId }: ImportKey,
): Promise<{ batchId: string; codes: number; validUntil: Date | null }[]> {
  const rows = await reader.rows<{ batch_id: string; codes: number | string; valid_until: Date | string | null }>(
    `SELECT batch_id, valid_until, COUNT(*) AS codes FROM staged_code
     WHERE programme_id = ? AND import_id = ? AND batch_id IS NOT NULL GROUP BY batch_id, valid_until`,
    [programmeId, importId],
  )
  return rows.map((row) => {
    const validUntil = row.valid_until === null ? null : moment(row.valid_until)
    return { batchId: row.batch_id, codes: Number(row.codes), validUntil }
  })
}

/** Puts the codes of one benefit into the pool, behind the last one that is there. Answers how many. */
export function poolStaged(
  tx: Tx,
  { programmeId, importId }: ImportKey,
  { benefitId, last }: { benefitId: string; last: number },
): Promise<number> {
  return tx.change(
    `INSERT INTO benefit_code (programme_id, benefit_id, seq, code_id, cipher, fingerprint, masked, state,
       redemption_id, cardholder_id, batch_id, valid_until)
     SELECT programme_id, benefit_id, no + ${last}, code_id, cipher, fingerprint, masked, 'free',
       NULL, NULL, batch_id, valid_until
     FROM staged_code WHERE programme_id = ? AND import_id = ? AND benefit_id = ?`,
    [programmeId, importId, benefitId],
  )
}

/** Answers whether there is a stock to be raised. */
export async function raiseStock(
  tx: Tx,
  { programmeId, benefitId, by }: { programmeId: string; benefitId: string; by: number },
): Promise<boolean> {
  const raised = await tx.change(
    'UPDATE benefit_stock SET stock = stock + ? WHERE programme_id = ? AND benefit_id = ?',
    [by, programmeId, benefitId],
  )
  return raised === 1
}
