import { decoded, eachRecord, isUtf16 } from '../../csvTable'
import { type Cell, type TakeRow, textOf } from './cell'
import { FileFault } from './fileFault'
import { mostColumns, readSheet, type SheetRead } from './sheetRows'
import { openWorkbook } from './workbook'

export interface RowsRead extends SheetRead {
  form: 'xlsx' | 'csv'
  /** The row from which on nothing could be read; null where all was. */
  brokenAt: number | null
}

export const mostRows = 100_000
export const mostFileBytes = 20 * 1_048_576

/**
 * Reads the rows of a spreadsheet or CSV file, whatever its name says it is.
 * @param sheetNames what the sheet is called, where it has its name from the template
 * @throws FileFault
 */
export async function readRows(bytes: Buffer, sheetNames: readonly string[], take: TakeRow): Promise<RowsRead> {
  if (bytes.length > mostFileBytes) throw new FileFault('file_too_large')
  const counted = countingRows(take)
  const kind = kindOf(bytes)
  if (kind === 'csv') return { form: 'csv', ...plainSheet, brokenAt: readCsv(bytes, counted) }
  const workbook = await openWorkbook(bytes, sheetNames)
  return { form: 'xlsx', ...(await readSheet(workbook, counted)), brokenAt: null }
}

/** A sheet that hides and merges nothing. */
export const plainSheet: SheetRead = { merged: [], hiddenRows: [], hiddenColumns: [] }

const zip = Buffer.from('PK\u0003\u0004', 'latin1')
const emptyZip = Buffer.from('PK\u0005\u0006', 'latin1')
/** The container of .xls files, and of workbooks with a password. */
const compound = Buffer.from('d0cf11e0a1b11ae1', 'hex')

/** By its first bytes: the end of a file's name is what somebody has called it. */
function kindOf(bytes: Buffer): 'xlsx' | 'csv' {
  const begins = (mark: Buffer) => bytes.subarray(0, mark.length).equals(mark)
  if (bytes.length === 0) throw new FileFault('empty')
  if (begins(zip)) return 'xlsx'
  if (begins(emptyZip)) throw new FileFault('file_kind')
  if (begins(compound)) {
    const isSealed = bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))
    throw new FileFault(isSealed ? 'file_encrypted' : 'file_old_xls')
  }
  if (isUtf16(bytes)) return 'csv'
  const start = bytes.subarray(0, 8_192)
  const isMarkup = /^\s*<(\?xml|!doctype|html|table)/i.test(start.toString('latin1').replace(/^ï»¿/, ''))
  if (start.includes(0) || isMarkup || begins(Buffer.from('%PDF'))) throw new FileFault('file_kind')
  return 'csv'
}

/** Answers the row that could not be read. */
function readCsv(bytes: Buffer, take: TakeRow): number | null {
  const text = decoded(bytes)
  if (text === undefined) throw new FileFault('encoding')
  refuseManyLines(text)
  let row = 0
  const isWhole = eachRecord(text, (record) => {
    row++
    if (record.length > mostColumns) throw new FileFault('too_many_columns', record.length)
    take(row, record.map(csvCell))
  })
  return isWhole ? null : row + 1
}

/** Without quotes a line is a row, so that too many of them need not be read to be counted. */
function refuseManyLines(text: string): void {
  if (text.includes('"')) return
  const filled = /^[^\S\n]*[,;\t]*[^\s,;]/gm
  for (let lines = 0; filled.test(text); lines++) if (lines > mostRows) throw new FileFault('too_many_rows')
}

/** What a spreadsheet leaves of a long code when it saves it as a number. */
const scientific = /^\d(\.\d+)?E\+\d{1,3}$/i

function csvCell(text: string): Cell {
  const trimmed = text.trim()
  return scientific.test(trimmed) ? { text: trimmed, wrong: { code: 'number_imprecise', found: trimmed } } : trimmed
}

function countingRows(take: TakeRow): TakeRow {
  let rows = 0
  return (row, cells) => {
    if (cells.every((cell) => textOf(cell).trim() === '')) return
    // The first one names the columns.
    if (++rows > mostRows + 1) throw new FileFault('too_many_rows')
    take(row, cells)
  }
}
