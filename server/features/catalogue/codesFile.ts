import type { CatalogueProblems } from './catalogueProblems'
import { line } from './cells'
import { readTable } from './csvTable'

const columns = { benefit_id: '权益编号', code: '卡密' }

/** A code as the file has it. */
export interface CodeLine {
  row: number
  benefitId: string
  code: string
}

export interface CodesFile {
  /** The rows that are right. */
  codes: CodeLine[]
  /** How many rows name each benefit, wrong ones included: a bad row is told once, not again as a lack of stock. */
  rowsOfBenefit: ReadonlyMap<string, number>
  /** False where some of the file could not be read, so that nobody knows how many codes there are. */
  complete: boolean
}

export const noCodes: CodesFile = { codes: [], rowsOfBenefit: new Map(), complete: true }

/** Reads the codes; what is wrong with a row is noted, and never quotes the code. */
export function readCodesFile(bytes: Uint8Array, problems: CatalogueProblems): CodesFile {
  const rowsOfBenefit = new Map<string, number>()
  const rowOfCode = new Map<string, number>()
  const codes: CodeLine[] = []
  const { rows, complete } = readTable(bytes, { file: 'codes', columns }, problems)
  for (const { row, cells, whole } of rows) {
    const { benefit_id: benefitId } = cells
    rowsOfBenefit.set(benefitId, (rowsOfBenefit.get(benefitId) ?? 0) + 1)
    if (!whole) continue
    if (benefitId === '') problems.note({ file: 'codes', row, column: 'benefit_id', code: 'required' })
    const code = line(cells.code, 128)
    if ('wrong' in code) {
      problems.note(
        { file: 'codes', row, column: 'code', code: code.wrong },
        code.wrong === 'too_long' ? code.found : '',
      )
      continue
    }
    const first = rowOfCode.get(code.ok)
    if (first === undefined) {
      rowOfCode.set(code.ok, row)
      codes.push({ row, benefitId, code: code.ok })
    } else problems.note({ file: 'codes', row, column: 'code', code: 'code_repeated' }, first)
  }
  return { codes, rowsOfBenefit, complete }
}
