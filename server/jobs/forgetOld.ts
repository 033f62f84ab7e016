import { businessDayOf } from '../../shared/values/businessDay'
import { firstIdAt } from '../../shared/values/ids'
import type { Database, Parameter } from '../db/database'
import type { Surroundings } from '../ports/surroundings'
import { deleteRows, oldRows, valuesOf } from './forgetOld.store'
import { type Retention, retention } from './retention.rules'

/** Small, so that nobody waits behind a row that is being forgotten. */
const rowsPerSlice = 200
/** Of one table in one run: what is left comes with the next one. */
const slicesPerRun = 100

interface Forgetting {
  database: Database
  surroundings: Surroundings
  /** Told how many rows of a table went. */
  forgot: (table: string, rows: number) => void
  signal?: AbortSignal
}

/**
 * Deletes what every table has kept long enough. May be killed anywhere and run twice at once. Answers how many rows went.
 * @throws AggregateError when some tables failed; the others are done all the same
 */
export async function forgetOld({ database, surroundings, forgot, signal }: Forgetting): Promise<number> {
  const failures: unknown[] = []
  let all = 0
  for (const [table, rules] of Object.entries(retention)) {
    for (const rule of rules) {
      if ('kept' in rule || signal?.aborted) continue
      try {
        const gone = await forgetBy(database, { table, rule, now: surroundings.now(), signal })
        if (gone > 0) forgot(table, gone)
        all += gone
      } catch (error) {
        failures.push(error)
      }
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} tables could not be tidied`)
  return all
}

type Timed = Exclude<Retention, { kept: unknown }>

async function forgetBy(
  database: Database,
  { table, rule, now, signal }: { table: string; rule: Timed; now: Date; signal?: AbortSignal },
): Promise<number> {
  const { key, only } = rule
  const { column, before } = limitOf(rule, now)
  const old = `${column} < ?${only ? ` AND ${only}` : ''}`
  const each = 'afterId' in rule ? rule.each : undefined
  if (each === undefined) return forgetIn(database, { table, key, old, parameters: [before], signal })
  let gone = 0
  for (const value of await valuesOf(database.reader, { table, column: each })) {
    const ofValue = { old: `${each} = ? AND ${old}`, parameters: [value, before] }
    gone += await forgetIn(database, { table, key, ...ofValue, signal })
  }
  return gone
}

interface Forgotten {
  table: string
  key: readonly string[]
  old: string
  parameters: readonly Parameter[]
  signal?: AbortSignal
}

async function forgetIn(database: Database, { table, key, old, parameters, signal }: Forgotten): Promise<number> {
  let gone = 0
  for (let slice = 0; slice < slicesPerRun && !signal?.aborted; slice++) {
    const rows = await oldRows(database.reader, { table, key, old, parameters, limit: rowsPerSlice })
    if (rows.length > 0) {
      gone += await database.inTransaction((tx) => deleteRows(tx, { table, rows, old, parameters }))
    }
    if (rows.length < rowsPerSlice) break
  }
  return gone
}

const dayMs = 86_400_000

function limitOf(rule: Timed, now: Date): { column: string; before: Parameter } {
  const before = new Date(now.getTime() - rule.days * dayMs)
  if ('afterId' in rule) return { column: rule.afterId, before: firstIdAt(before) }
  // A business day is text; every other column is a moment.
  return { column: rule.after, before: rule.after === 'day' ? businessDayOf(before) : before }
}
