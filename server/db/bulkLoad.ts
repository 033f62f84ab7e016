import { Readable } from 'node:stream'
import type { Parameter, Row } from './database'
import type { Changed, MysqlConnection } from './mysqlConnection'
import { boundValues, momentText } from './statements'

/** From this many rows on, a stream of text is several times as fast as statements full of values. */
export const bulkLoadFrom = 500

const piece = 256 * 1024

/**
 * Inserts rows with LOAD DATA LOCAL, fed from memory: the server never reads a file, and never asks for one but this.
 * A column in which all rows have one value is named once instead of being sent with each of them. Rows whose key exists
 * are skipped, as the server always does here. Answers how many were inserted.
 * @throws Error when a row was changed to make it fit
 */
export function bulkLoad(
  connection: Pick<MysqlConnection, 'query'>,
  table: string,
  rows: readonly Row[],
): Promise<number> {
  const [first = {}] = rows
  const isShared = (column: string) => rows.every((row) => row[column] === first[column])
  const shared = Object.keys(first).filter(isShared)
  const sent = Object.keys(first).filter((column) => !shared.includes(column))
  const set = shared.map((column) => `${column} = ?`).join(', ')
  const sql = `LOAD DATA LOCAL INFILE 'rows' INTO TABLE ${table} CHARACTER SET utf8mb4
    FIELDS TERMINATED BY '\\t' ESCAPED BY '\\\\' LINES TERMINATED BY '\\n' (${sent.join(', ')})
    ${set === '' ? '' : `SET ${set}`}`
  const values = boundValues(shared.map((column) => given(first, column)))
  return new Promise((resolve, reject) => {
    const infileStreamFactory = () => Readable.from(pieces(rows, sent))
    connection.query({ sql, values, infileStreamFactory }, (error, result) => {
      if (error || !result) return reject(error ?? new Error(`the server did not say what it loaded into ${table}`))
      const { affectedRows, warningStatus } = result as Changed
      if (warningStatus > rows.length - affectedRows) reject(new Error(`a row for ${table} was not stored as it is`))
      else resolve(affectedRows)
    })
  })
}

function* pieces(rows: readonly Row[], columns: readonly string[]): Generator<Buffer> {
  let text = ''
  for (const row of rows) {
    text += line(row, columns)
    if (text.length < piece) continue
    yield Buffer.from(text)
    text = ''
  }
  if (text !== '') yield Buffer.from(text)
}

function line(row: Row, columns: readonly string[]): string {
  let text = ''
  for (const column of columns) text += `${field(given(row, column))}\t`
  return `${text.slice(0, -1)}\n`
}

function given(row: Row, column: string): Parameter {
  const value = row[column]
  if (value === undefined) throw new Error(`a row to insert lacks its column ${column}`)
  return value
}

const special = /[\\\t\n\r\0]/

function field(value: Parameter): string {
  if (value === null) return '\\N'
  if (typeof value === 'string') return special.test(value) ? value.replace(/[\\\t\n\r\0]/g, escaped) : value
  if (value instanceof Date) return momentText(value)
  if (typeof value === 'boolean') return value ? '1' : '0'
  if (Buffer.isBuffer(value)) throw new Error('a bulk load takes no binary values')
  return String(value)
}

const names: Record<string, string> = { '\t': '\\t', '\n': '\\n', '\r': '\\r', '\0': '\\0' }

function escaped(character: string): string {
  return names[character] ?? `\\${character}`
}
