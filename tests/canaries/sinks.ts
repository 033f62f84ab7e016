import { readFileSync } from 'node:fs'
import type { Reader } from '../../server/db/database'
import { tableNames } from '../../server/schemaNames.store'
import type { TestDatabase } from '../support/testDatabase'

export const sinkNames = [
  'log',
  'database',
  'database file',
  'reply',
  'refusal',
  'export',
  'reply header',
  'outside url',
  'outside body',
  'metrics',
  'bundle',
] as const
export type SinkName = (typeof sinkNames)[number]

/** One text that came out somewhere; `where` says which endpoint, table or side. */
export interface Leaving {
  sink: SinkName
  where: string
  text: string | Buffer
}

/** Where everything that leaves is written down. */
export class Sinks {
  readonly leavings: Leaving[] = []

  add(sink: SinkName, where: string, text: string | Buffer): void {
    this.leavings.push({ sink, where, text })
  }
}

/** Every column of every table, as text; what is kept as bytes, as bytes. */
export async function readTables(reader: Reader, sinks: Sinks): Promise<void> {
  for (const table of tableNames()) {
    const rows = await reader.rows<Record<string, unknown>>(`SELECT * FROM ${table}`)
    for (const row of rows)
      for (const [column, value] of Object.entries(row)) {
        if (value === null) continue
        sinks.add('database', `${table}.${column}`, Buffer.isBuffer(value) ? value : String(value))
      }
  }
}

/** What the disk has, deleted rows and indexes included. */
export function readFiles({ url }: TestDatabase, sinks: Sinks): void {
  if (!url.startsWith('sqlite:')) return
  const file = url.slice('sqlite:'.length)
  for (const end of ['', '-wal']) {
    try {
      sinks.add('database file', `file${end}`, readFileSync(file + end))
    } catch {
      // There is no such part: everything is in the other one.
    }
  }
}
