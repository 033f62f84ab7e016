import { parse } from 'csv-parse/sync'
import { encode } from 'iconv-lite'
import type { BankEvent } from '../../shared/contract/spend'
import { bankFileProblem } from './bankFileProblems'
import { type BankFile, BankFileReading, type BankFileRefused } from './bankFileReading'
import { bankFileColumns, fieldsOfRow, signedFen } from './bankFileRow'

/**
 * The bank's daily file: a header, the column names, one detail line a transaction, and a control record.
 *
 *     H,kaquan-daily,1,spruce-hoshino,2017-05-23
 *     C,transaction_id,card_token,type,…
 *     D,tx_…,ct_…,purchase,…
 *     T,1,5002
 *
 * A line holds one record and a field holds no line break, so a bad line cannot hide the lines after it.
 */
export type BankFileEncoding = 'utf-8' | 'gb18030'

/** `spruce-hoshino-20170523.csv` */
export function bankFileName(programmeId: string, day: string): string {
  return `${programmeId}-${day.replaceAll('-', '')}.csv`
}

type RenderOptions = { programmeId: string; encoding: BankFileEncoding; newline?: '\n' | '\r\n' }

/** @throws RangeError when a row is of another programme or day. */
export function renderBankFile(
  day: string,
  rows: readonly BankEvent[],
  { programmeId, encoding, newline = '\n' }: RenderOptions,
): Buffer {
  const stranger = rows.find((row) => row.programme_id !== programmeId || row.posted_on !== day)
  if (stranger) throw new RangeError(`transaction ${stranger.transaction_id} is not of ${programmeId} on ${day}`)
  const sumFen = rows.reduce((sum, row) => sum + signedFen(row), 0)
  const lines = [
    ['H', 'kaquan-daily', '1', programmeId, day],
    ['C', ...bankFileColumns],
    ...rows.map((row) => ['D', ...fieldsOfRow(row)]),
    ['T', String(rows.length), String(sumFen)],
  ]
  const text = lines.map((fields) => fields.map(quoted).join(',') + newline).join('')
  return encoding === 'utf-8' ? Buffer.from(text, 'utf8') : encode(text, encoding)
}

/** Reads a whole file: all of it, or the list of everything that is wrong with it. UTF-8 or GB18030, LF or CRLF. */
export function parseBankFile(bytes: Uint8Array): BankFile | BankFileRefused {
  const text = decoded(bytes)
  if (text === undefined) return { ok: false, problems: [bankFileProblem({ row: 1, column: '', code: 'encoding' })] }
  const reading = new BankFileReading()
  for (const { row, fields } of linesOf(text)) reading.take(row, fields)
  return reading.end()
}

/** UTF-8 first: text in GB18030 is practically never valid UTF-8, while the other way round it often is. */
function decoded(bytes: Uint8Array): string | undefined {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // Not this encoding; the next one is tried.
    }
  }
  return undefined
}

/** Longer than any true line, so that a missing quote cannot swallow the file. */
const longestLine = 4_096
const csvOptions = {
  bom: true,
  relax_column_count: true,
  skip_empty_lines: true,
  max_record_size: longestLine,
  record_delimiter: ['\r\n', '\n'],
}

type Line = { row: number; fields: string[] | undefined }

/** The quick way for a well-formed file; line by line when quotes are broken somewhere, so that each bad line is named. */
function linesOf(text: string): Line[] {
  const lines: Line[] = []
  try {
    parse(text, {
      ...csvOptions,
      on_record: (fields: string[], { lines: row }: { lines: number }) => {
        lines.push({ row, fields })
        return null
      },
    })
    return lines
  } catch {
    return text
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/)
      .flatMap((line, index) => (line === '' ? [] : [{ row: index + 1, fields: fieldsOf(line) }]))
  }
}

/** The fields of one line, or undefined when it cannot be read. */
function fieldsOf(line: string): string[] | undefined {
  if (line.length > longestLine) return undefined
  if (!line.includes('"')) return line.split(',')
  try {
    return parse(line, csvOptions)[0]
  } catch {
    return undefined
  }
}

function quoted(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field
}
