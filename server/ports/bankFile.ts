import { encode } from 'iconv-lite'
import type { BankEvent } from '../../shared/contract/spend'
import { type BankFileEncoding, bankFileEncodings } from './bankFileDecoder'
import { BankFilePass, inNoEncoding } from './bankFilePass'
import type { BankFileRefused, BankFileSummary, RowTaker } from './bankFileReading'
import { repeatsAmong, withRepeats } from './bankFileRepeats'
import { bankFileColumns, fieldsOfRow, signedFen } from './bankFileRow'

/** `spruce-hoshino-20170523.csv` */
export function bankFileName(programmeId: string, day: string): string {
  return `${programmeId}-${day.replaceAll('-', '')}.csv`
}

type RenderOptions = { programmeId: string; encoding: BankFileEncoding; newline?: '\n' | '\r\n' }

/**
 * The bank's daily file: a header, the column names, one detail line a transaction, and a control record.
 *
 *     H,kaquan-daily,1,spruce-hoshino,2017-05-23
 *     C,transaction_id,card_token,type,…
 *     D,tx_…,ct_…,purchase,…
 *     T,1,5002
 *
 * The header of a file in GB18030 ends with the name of the encoding, since its bytes alone may be UTF-8 as well. A
 * line holds one record and a field holds no line break, so a bad line cannot hide the lines after it.
 *
 * @throws RangeError when a row is of another programme or day
 */
export function renderBankFile(
  day: string,
  rows: readonly BankEvent[],
  { programmeId, encoding, newline = '\n' }: RenderOptions,
): Buffer {
  const stranger = rows.find((row) => row.programme_id !== programmeId || row.posted_on !== day)
  if (stranger) throw new RangeError(`transaction ${stranger.transaction_id} is not of ${programmeId} on ${day}`)
  const sumFen = rows.reduce((sum, row) => sum + signedFen(row), 0)
  const lines = [
    // UTF-8 needs no name: it is what is tried first.
    ['H', 'kaquan-daily', '1', programmeId, day, ...(encoding === 'utf-8' ? [] : [encoding])],
    ['C', ...bankFileColumns],
    ...rows.map((row) => ['D', ...fieldsOfRow(row)]),
    ['T', String(rows.length), String(sumFen)],
  ]
  const text = lines.map((fields) => fields.map(quoted).join(',') + newline).join('')
  return encoding === 'utf-8' ? Buffer.from(text, 'utf8') : encode(text, encoding)
}

export type BankFile = Omit<BankFileSummary, 'rows'> & { rows: BankEvent[] }

/** Reads a whole file at once: all of it, or the list of everything that is wrong with it. `readBankFile` is for large ones. */
export function parseBankFile(bytes: Uint8Array): BankFile | BankFileRefused {
  let rows: BankEvent[] = []
  let ids: { id: string; line: number }[] = []
  const taker: RowTaker = {
    begin() {
      rows = []
      ids = []
    },
    row(row, { number }) {
      rows.push(row)
      ids.push({ id: row.transaction_id, line: number })
    },
    rowWithProblems: (id, line) => ids.push({ id, line }),
  }
  for (const encoding of bankFileEncodings) {
    const pass = new BankFilePass(encoding, taker)
    const read = pass.push(bytes) ? pass.end() : undefined
    if (!read) continue
    const checked = withRepeats(read, repeatsAmong(ids))
    return checked.ok ? { ...checked, rows } : checked
  }
  return inNoEncoding()
}

function quoted(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field
}
