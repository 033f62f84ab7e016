import { CsvError, parse } from 'csv-parse/sync'
import type { CatalogueProblem, CatalogueProblems } from './catalogueProblems'

/** Longer than any true row, so that a missing quote cannot swallow the file. */
const longestRow = 16_384

export interface TableShape<Column extends string> {
  file: CatalogueProblem['file']
  /** Every column, by its English name, with its Chinese one. */
  columns: Record<Column, string>
  /** Those that a file may lack: their cells are empty then. */
  optional?: ReadonlySet<string>
  /** Names of columns that say nothing of the rows, such as what was wrong with them before. */
  ignored?: ReadonlySet<string>
}

export interface TableRow<Column extends string> {
  /** As a spreadsheet counts: the column names are row 1. */
  row: number
  /** Trimmed. */
  cells: Record<Column, string>
  /** False where there are not as many cells as column names, which is noted: only its beginning can be trusted. */
  whole: boolean
}

export interface Table<Column extends string> {
  rows: TableRow<Column>[]
  /** False where some of the file could not be read at all, which is noted. */
  complete: boolean
}

/** Reads a CSV file whose columns may stand in any order and be named in either language. Blank rows are passed over. */
export function readTable<Column extends string>(
  bytes: Uint8Array,
  shape: TableShape<Column>,
  problems: CatalogueProblems,
): Table<Column> {
  const { file } = shape
  const none = { rows: [], complete: false }
  const text = decoded(bytes)
  if (text === undefined) {
    problems.note({ file, row: 1, column: '', code: 'encoding' })
    return none
  }
  const before = problems.count
  const all = recordsOf(text, file, problems)
  const headAt = all.findIndex((record) => !isBlank(record))
  const [head, ...records] = headAt === -1 ? [] : all.slice(headAt)
  const complete = problems.count === before
  if (!head) {
    problems.note({ file, row: 1, column: '', code: 'empty' })
    return none
  }
  const places = placesOf(head, shape, problems)
  if (!places) return none
  const rows = records.flatMap((record, index): TableRow<Column>[] => {
    const row = headAt + index + 2
    if (isBlank(record)) return []
    const whole = record.length === head.length
    if (!whole) problems.note({ file, row, column: '', code: 'column_count' }, `${record.length} ≠ ${head.length}`)
    return [{ row, cells: cellsAt(places, record, shape), whole }]
  })
  return { rows, complete }
}

/** The cells of a record by the names of their columns; those of columns that the file lacks are empty. */
export function cellsAt<Column extends string>(
  places: readonly [Column, number][],
  record: readonly string[],
  { columns }: Pick<TableShape<Column>, 'columns'>,
): Record<Column, string> {
  const cells = Object.fromEntries(Object.keys(columns).map((column) => [column, ''])) as Record<Column, string>
  for (const [column, place] of places) cells[column] = (record[place] ?? '').trim()
  return cells
}

/** What spreadsheets write as "Unicode text"; its first two bytes say so. */
export function isUtf16(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
}

/** UTF-8 first: text in GB18030, which spreadsheets in China still write, is practically never valid UTF-8. */
export function decoded(bytes: Uint8Array): string | undefined {
  const utf16 = bytes[0] === 0xff ? 'utf-16le' : 'utf-16be'
  for (const encoding of isUtf16(bytes) ? [utf16] : ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // Not this encoding; the next one is tried.
    }
  }
  return undefined
}

/** Rows up to the first that cannot be read. */
function recordsOf(text: string, file: CatalogueProblem['file'], problems: CatalogueProblems): string[][] {
  const records: string[][] = []
  const isReadable = eachRecord(text, (record) => records.push(record))
  if (!isReadable) problems.note({ file, row: records.length + 1, column: '', code: 'csv' })
  return records
}

/** Hands over the rows one by one, up to the first that cannot be read; answers false where there is such a one. */
export function eachRecord(text: string, take: (record: string[]) => void): boolean {
  let failed: unknown
  const { delimiter, rest } = separated(text)
  // It is a row of the file, and a blank one.
  if (rest !== text) take([''])
  try {
    parse(rest, {
      bom: true,
      delimiter,
      relax_column_count: true,
      max_record_size: longestRow,
      on_record: (record: string[]) => {
        try {
          take(record)
        } catch (error) {
          failed = error
          throw error
        }
        return null
      },
    })
    return true
  } catch (error) {
    if (failed !== undefined) throw failed
    if (!(error instanceof CsvError)) throw error
    return false
  }
}

/** A line that says which separator follows, as some spreadsheets want it. */
const separatorLine = /^\ufeff?sep=([,;\t])\r?\n/i

/** Commas, unless the first line has none of them and semicolons or tabs instead. */
function separated(text: string): { delimiter: string; rest: string } {
  const told = separatorLine.exec(text)
  if (told) return { delimiter: told[1] ?? ',', rest: text.slice(told[0].length) }
  const [head = ''] = text.split(/\r?\n/, 1)
  const other = [';', '\t'].find((sign) => head.includes(sign))
  return { delimiter: other !== undefined && !head.includes(',') ? other : ',', rest: text }
}

export function isBlank(record: readonly string[]): boolean {
  return record.every((cell) => cell.trim() === '')
}

/** Where each column stands, or null when the head cannot be used. */
export function placesOf<Column extends string>(
  head: readonly string[],
  { file, columns, optional, ignored }: TableShape<Column>,
  problems: CatalogueProblems,
): [Column, number][] | null {
  const before = problems.count
  if (!head.some((cell) => columnNamed(cell, columns) !== undefined)) {
    problems.note({ file, row: 1, column: '', code: 'head_missing' })
    return null
  }
  const places = new Map<Column, number>()
  head.forEach((cell, place) => {
    const name = cell.trim()
    if (ignored?.has(name)) return
    const column = columnNamed(name, columns)
    // A codes file without a head has a code here.
    const unknownName = file === 'codes' ? `#${place + 1}` : name
    if (column === undefined) problems.note({ file, row: 1, column: '', code: 'column_unknown' }, unknownName)
    else if (places.has(column)) problems.note({ file, row: 1, column, code: 'column_repeated' }, name)
    else places.set(column, place)
  })
  for (const [column, chinese] of Object.entries<string>(columns)) {
    if (places.has(column as Column) || optional?.has(column)) continue
    problems.note({ file, row: 1, column, code: 'column_missing' }, `${column} (${chinese})`)
  }
  problems.columnsAre(file, [...places.keys()])
  return problems.count === before ? [...places] : null
}

/** Full-width letters and characters that nobody sees make no other name. */
export function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .trim()
    .toLowerCase()
}

function columnNamed<Column extends string>(name: string, columns: Record<Column, string>): Column | undefined {
  const names = Object.keys(columns) as Column[]
  const plain = plainName(name)
  return names.find((column) => column === plain || plainName(columns[column]) === plain)
}
