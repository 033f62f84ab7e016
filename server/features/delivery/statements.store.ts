import type { BusinessDay } from '../../../shared/values/businessDay'
import type { Reader, Tx } from '../../db/database'
import { marks } from '../../db/statements'
import type { SupplierStatementRow } from './delivery.entities'

export interface ComparedStatement {
  supplier: string
  day: BusinessDay
  proof: string
  lineCount: number
  closedAt: Date
}

/** Which of these days were compared. */
export async function comparedDays(
  reader: Reader,
  supplier: string,
  days: readonly BusinessDay[],
): Promise<ReadonlySet<string>> {
  const rows = await reader.rows<Pick<SupplierStatementRow, 'day'>>(
    `SELECT day FROM supplier_statement WHERE supplier = ? AND day IN (${marks(days)})`,
    [supplier, ...days],
  )
  return new Set(rows.map(({ day }) => day))
}

export async function keepStatement(tx: Tx, statement: ComparedStatement): Promise<void> {
  const { supplier, day, proof, lineCount, closedAt } = statement
  const row = { supplier, day, proof, line_count: lineCount, closed_at: closedAt }
  await tx.insert('supplier_statement', [row], { ignoreKnown: true })
}
