import type { BenefitLine } from '../../benefitsFile'
import { checkedFile, pieces } from './checkFile'
import type { CheckSummary } from './messages'
import type { Telling } from './telling'

const pieceSize = 200

/** Tells the benefits of the rows that are right, in the order of the file, and every benefit that it names. */
export async function goodBenefits(telling: Telling): Promise<CheckSummary> {
  const good: { row: number; benefit: BenefitLine }[] = []
  const checked = await checkedFile(telling, {
    row: ({ row }, { benefit }) => benefit && good.push({ row, benefit }),
    problem: () => undefined,
  })
  const kept = good.filter(({ row }) => !checked.lateRows.has(row)).map(({ benefit }) => benefit)
  for (const items of pieces(kept, pieceSize)) await telling.tell({ kind: 'benefits', items })
  for (const items of pieces(checked.ids, pieceSize)) await telling.tell({ kind: 'names', items })
  const { read, counts, complete } = checked
  return { form: read.form, counts, complete, columns: {}, overlaps: [] }
}
