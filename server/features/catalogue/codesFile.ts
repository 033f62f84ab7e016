import type { CatalogueProblems } from './catalogueProblems'
import { codeText, shanghaiTime } from './cells'
import { readTable, type TableRow } from './csvTable'

const columns = { benefit_id: '权益编号', code: '卡密', batch: '批次', valid_until: '有效期至' }
/** Files from before there were batches go on as they are. */
const optional = new Set(['batch', 'valid_until'])
type Column = keyof typeof columns
export const codesShape = { file: 'codes', columns, optional } as const

/** Links are longer than codes; which of the two is wanted, the benefit says. */
const longestLink = 500

/** A code as the file has it. */
export interface CodeLine {
  row: number
  benefitId: string
  code: string
  /** The batch that it came in; null for none. */
  batchId: string | null
}

/** Codes that came together. */
export interface BatchLine {
  /** The row that names it first. */
  row: number
  batchId: string
  /** The last moment at which its codes work; null for no end. */
  validUntil: Date | null
}

export interface CodesFile {
  /** The rows that are right. */
  codes: CodeLine[]
  batches: ReadonlyMap<string, BatchLine>
  /** How many rows name each benefit, wrong ones included: a bad row is told once, not again as a lack of stock. */
  rowsOfBenefit: ReadonlyMap<string, number>
  /** False where some of the file could not be read, so that nobody knows how many codes there are. */
  complete: boolean
}

export const noCodes: CodesFile = { codes: [], batches: new Map(), rowsOfBenefit: new Map(), complete: true }

/** Reads the codes; what is wrong with a row is noted, and never quotes the code. */
export function readCodesFile(bytes: Uint8Array, problems: CatalogueProblems): CodesFile {
  const { rows, complete } = readTable(bytes, codesShape, problems)
  return { ...codesIn(rows, problems), complete }
}

/** What the rows of codes say, whatever the form of their file. */
export function codesIn(rows: readonly TableRow<Column>[], problems: CatalogueProblems): Omit<CodesFile, 'complete'> {
  const rowsOfBenefit = new Map<string, number>()
  const rowOfCode = new Map<string, number>()
  const batches = new Map<string, BatchLine>()
  const codes: CodeLine[] = []
  for (const row of rows) {
    const { benefit_id: benefitId } = row.cells
    rowsOfBenefit.set(benefitId, (rowsOfBenefit.get(benefitId) ?? 0) + 1)
    if (!row.whole) continue
    if (benefitId === '') problems.note({ file: 'codes', row: row.row, column: 'benefit_id', code: 'required' })
    const batchId = batchIn(row, batches, problems)
    const code = codeIn(row, rowOfCode, problems)
    if (code !== undefined) codes.push({ row: row.row, benefitId, code, batchId })
  }
  return { codes, batches, rowsOfBenefit }
}

/**
 * Anything but plain letters, digits and signs, or Chinese: the rest looks like them and is none, so that who types the code
 * from a screen types another one.
 */
const lookAlike = /^'|[^\x20-\x7e\p{Script=Han}]/u

function codeIn(
  { row, cells }: TableRow<Column>,
  rowOfCode: Map<string, number>,
  problems: CatalogueProblems,
): string | undefined {
  const place = { file: 'codes', row, column: 'code' } as const
  const code = codeText(cells.code, longestLink)
  if ('wrong' in code) {
    problems.note({ ...place, code: code.wrong }, code.wrong === 'too_long' ? code.found : '')
    return undefined
  }
  if (lookAlike.test(code.ok)) {
    problems.note({ ...place, code: 'code_characters' })
    return undefined
  }
  const first = rowOfCode.get(code.ok)
  if (first !== undefined) {
    problems.note({ ...place, code: 'code_repeated' }, first)
    return undefined
  }
  rowOfCode.set(code.ok, row)
  return code.ok
}

/** The row's batch; every row of a batch says the same of it. Cells are not quoted: where columns are mixed up, one is the code. */
function batchIn(
  { row, cells }: TableRow<Column>,
  batches: Map<string, BatchLine>,
  problems: CatalogueProblems,
): string | null {
  const note = (
    column: Column,
    code: 'batch_invalid' | 'batch_missing' | 'time_invalid' | 'batch_differs',
    found = '',
  ) => problems.note({ file: 'codes', row, column, code }, found)
  const { batch: batchId } = cells
  if (batchId === '') {
    if (cells.valid_until !== '') note('batch', 'batch_missing')
    return null
  }
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/.test(batchId)) {
    note('batch', 'batch_invalid')
    return null
  }
  const until = cells.valid_until === '' ? { ok: null } : shanghaiTime(cells.valid_until, 'end')
  if ('wrong' in until) {
    note('valid_until', 'time_invalid')
    return null
  }
  const first = batches.get(batchId)
  if (!first) batches.set(batchId, { row, batchId, validUntil: until.ok })
  else if (first.validUntil?.getTime() !== until.ok?.getTime()) note('valid_until', 'batch_differs', String(first.row))
  return batchId
}
