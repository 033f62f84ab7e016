import type { Reader } from '../../db/database'
import { moment } from '../../db/statements'
import type { CodeBatchRow } from './catalogue.entities'

/** A benefit of which no more is left than its mark. */
export interface LowStock {
  programmeId: string
  benefitId: string
  /** In all, portions that have not come yet among it. */
  left: number
  mark: number
}

/** More are not told at once: somebody who has so many to restock has no use for the rest. */
const mostLow = 200

/** What is on the shelf, or will be, and is low, in the order of the catalogue. */
export async function lowStock(
  reader: Reader,
  { programmeId, now }: { programmeId: string; now: Date },
): Promise<LowStock[]> {
  const rows = await reader.rows<{ benefit_id: string; in_all: number; mark: number }>(
    `SELECT b.benefit_id, s.stock - s.issued AS in_all, b.low_stock_at AS mark FROM benefit b
     JOIN benefit_stock s ON s.programme_id = b.programme_id AND s.benefit_id = b.benefit_id
     WHERE b.programme_id = ? AND b.retired_at IS NULL AND b.ends_at >= ? AND s.stock - s.issued <= b.low_stock_at
     ORDER BY b.position, b.benefit_id LIMIT ${mostLow}`,
    [programmeId, now],
  )
  return rows.map(({ benefit_id, in_all, mark }) => {
    return { programmeId, benefitId: benefit_id, left: Number(in_all), mark }
  })
}

/** Codes of a benefit that nobody has, by batch. Never the codes themselves. */
export interface FreeCodes {
  /** Null for those that came without one. */
  batchId: string | null
  validUntil: Date | null
  free: number
}

/** By benefit; the batch whose last moment comes first is first, what has none comes last. */
export async function freeCodesByBatch(reader: Reader, programmeId: string): Promise<Map<string, FreeCodes[]>> {
  type FreeRow = Pick<CodeBatchRow, 'valid_until'> & {
    benefit_id: string
    batch_id: string | null
    free: number | string
  }
  const rows = await reader.rows<FreeRow>(
    `SELECT benefit_id, batch_id, valid_until, COUNT(*) AS free FROM benefit_code
     WHERE programme_id = ? AND state = 'free' GROUP BY benefit_id, batch_id, valid_until
     ORDER BY CASE WHEN valid_until IS NULL THEN 1 ELSE 0 END, valid_until, batch_id`,
    [programmeId],
  )
  const found = new Map<string, FreeCodes[]>()
  for (const { benefit_id, batch_id, valid_until, free } of rows) {
    const validUntil = valid_until === null ? null : moment(valid_until)
    const codes = { batchId: batch_id, validUntil, free: Number(free) }
    found.set(benefit_id, [...(found.get(benefit_id) ?? []), codes])
  }
  return found
}
