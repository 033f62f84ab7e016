import type { NumberedBenefit } from '../../benefitsFile'
import { checkedFile, namesInPiece, pieces } from './checkFile'
import type { CheckSummary } from './messages'
import type { Telling } from './telling'

const pieceSize = 200

/**
 * Tells the benefits of the rows that are right as they are read, every benefit that the file names, and last the rows of
 * which it only showed at the end that they are wrong.
 */
export async function goodBenefits(telling: Telling): Promise<CheckSummary> {
  let good: NumberedBenefit[] = []
  const tellGood = () => {
    if (good.length > 0) telling.tell({ kind: 'benefits', items: good })
    good = []
  }
  const checked = await checkedFile(telling, {
    row({ row }, { benefit }) {
      if (benefit && good.push({ row, benefit }) === pieceSize) tellGood()
    },
    problem: () => undefined,
  })
  tellGood()
  for (const items of pieces(checked.ids, namesInPiece)) telling.tell({ kind: 'names', items })
  telling.tell({ kind: 'late', items: [...checked.lateRows] })
  const { read, counts, complete } = checked
  return { form: read.form, counts, complete, columns: {}, overlaps: [] }
}
