import { createReadStream, rmSync } from 'node:fs'
import path from 'node:path'
import { type Connection, createConnection } from 'mysql2'
import { ledgerTable } from './ledgerTable'
import { writeLines } from './textFile'

export interface LoadData {
  /** What the file's rows became in the ledger: none for what earns nothing, several where a refund reaches further. */
  ledgerRows: number
  loadedRows: number
  rowsPerSecond: number
  rowsPerSecondSorted: number
}

const rounds = 2
/** The ledger's rows of one day's file. */
const ofFile = `FROM ${ledgerTable} l JOIN spend s ON s.cardholder_id = l.cardholder_id AND s.transaction_id = l.reference
  WHERE s.posted_on = ?`
const order = {
  // A synthetic file is in the order of its moments.
  asInFile: 'ORDER BY s.occurred_at, l.transaction_id, l.seq',
  sorted: 'ORDER BY cardholder_id, transaction_id, seq',
}

/**
 * How quickly the database alone takes the rows that the product wrote, as many as the file had: `LOAD DATA` in one
 * statement into an empty twin of the ledger. The quickest of two rounds counts.
 */
export async function loadLedgerRows(
  url: string,
  { rows, day, folder }: { rows: number; day: string; folder: string },
): Promise<LoadData> {
  const connection = createConnection({ uri: url, timezone: 'Z', dateStrings: true, charset: 'utf8mb4_bin' })
  try {
    const counted = await query<{ n: number }[]>(connection, { sql: `SELECT COUNT(*) AS n ${ofFile}`, values: [day] })
    const ledgerRows = Number(counted[0]?.n)
    const asInFile = path.join(folder, 'as-in-file.tsv')
    const sorted = path.join(folder, 'sorted.tsv')
    const twin = `CREATE TABLE twin LIKE ${ledgerTable}`
    const inOrder = `SELECT l.* ${ofFile} ${order.asInFile} LIMIT ${rows}`
    await exportRows(connection, { sql: inOrder, values: [day], file: asInFile })
    await query(connection, twin)
    const loadedRows = (await load(connection, asInFile)).rows
    await exportRows(connection, { sql: `SELECT * FROM twin ${order.sorted}`, values: [], file: sorted })
    let best = Number.POSITIVE_INFINITY
    let bestSorted = Number.POSITIVE_INFINITY
    for (let round = 0; round < rounds; round++) {
      await query(connection, `DROP TABLE twin`)
      await query(connection, twin)
      best = Math.min(best, (await load(connection, asInFile)).seconds)
      await query(connection, `DROP TABLE twin`)
      await query(connection, twin)
      bestSorted = Math.min(bestSorted, (await load(connection, sorted)).seconds)
    }
    await query(connection, 'DROP TABLE twin')
    for (const file of [asInFile, sorted]) rmSync(file)
    return { ledgerRows, loadedRows, rowsPerSecond: loadedRows / best, rowsPerSecondSorted: loadedRows / bestSorted }
  } finally {
    connection.destroy()
  }
}

async function load(connection: Connection, file: string): Promise<{ seconds: number; rows: number }> {
  const started = process.hrtime.bigint()
  const { affectedRows, warningStatus } = await query<{ affectedRows: number; warningStatus: number }>(connection, {
    sql: `LOAD DATA LOCAL INFILE 'rows' INTO TABLE twin CHARACTER SET utf8mb4`,
    infileStreamFactory: () => createReadStream(file, { highWaterMark: 1 << 20 }),
  })
  const seconds = Number(process.hrtime.bigint() - started) / 1e9
  if (warningStatus > 0) throw new Error(`${warningStatus} warnings while ${file} was loaded`)
  return { seconds, rows: affectedRows }
}

async function exportRows(
  connection: Connection,
  { sql, values, file }: { sql: string; values: string[]; file: string },
): Promise<void> {
  const rows: AsyncIterable<unknown[]> = connection.query({ sql, values, rowsAsArray: true }).stream()
  await writeLines(file, tabSeparated(rows))
}

async function* tabSeparated(rows: AsyncIterable<unknown[]>) {
  for await (const row of rows) yield row.map(fieldOf).join('\t')
}

function fieldOf(value: unknown): string {
  if (value === null) return '\\N'
  return String(value).replace(/[\\\t\n]/g, (each) => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n' })[each] ?? each)
}

function query<Result>(
  connection: Connection,
  options: string | { sql: string; values?: string[]; infileStreamFactory?: () => NodeJS.ReadableStream },
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const asked = typeof options === 'string' ? { sql: options } : options
    connection.query(asked as { sql: string }, (error, result) => (error ? reject(error) : resolve(result as Result)))
  })
}
