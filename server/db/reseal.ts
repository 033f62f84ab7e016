import type { Vault } from '../ports/vault'
import type { Database, Parameter, Reader, Tx } from './database'
import { isDuplicateKey } from './retry'
import type { HashOfOther, SealedColumn, Secrets } from './sealedColumns'

/** How far the change to the current keys has come in one column. */
export interface Resealed {
  table: string
  column: string
  /** Sealed anew, or hashed anew. */
  changed: number
  /** What somebody else changed meanwhile, so that the next round looks at it again. */
  passedOver: number
  /** What cannot be brought to the current keys: it does not open, or its hash is taken by another row. */
  stuck: number
}

/** Small enough that nobody waits for its locks. */
const rowsAtOnce = 100

/**
 * Brings everything to the current keys while others go on reading and writing: in the order of the keys, a few rows to a
 * transaction, and each row only if it is still as it was read. Where it is ended, the next run goes on; two at once share
 * the work.
 */
export async function resealAll(
  { database, vault, told }: { database: Database; vault: Vault; told?: (resealed: Resealed) => void },
  secrets: readonly Secrets[],
): Promise<Resealed[]> {
  const done: Resealed[] = []
  for (const walk of secrets.flatMap((each) => walksOf(each, vault))) {
    const resealed = await walked(database, walk)
    done.push(resealed)
    told?.(resealed)
  }
  return done
}

/** How many rows of each column are not yet at the current keys. */
export async function countStale(
  reader: Reader,
  vault: Vault,
  secrets: readonly Secrets[],
): Promise<{ table: string; column: string; stale: number }[]> {
  const counts = new Map<string, { table: string; column: string; stale: number }>()
  for (const { table, column, from, isStale } of secrets.flatMap((each) => walksOf(each, vault))) {
    const [row] = await reader.rows<{ n: number | string }>(`SELECT COUNT(*) AS n FROM ${from} WHERE ${isStale}`)
    // A column may be walked by more than one way.
    const before = counts.get(`${table}.${column}`)?.stale ?? 0
    counts.set(`${table}.${column}`, { table, column, stale: before + Number(row?.n ?? 0) })
  }
  return [...counts.values()]
}

/** How many keyed hashes without a text are still at another key: nobody but their owners can change that. */
export async function countAlone(
  reader: Reader,
  vault: Vault,
  secrets: readonly Secrets[],
): Promise<{ table: string; column: string; ends: string; stale: number }[]> {
  const alone = secrets.flatMap((each) => each.alone ?? [])
  return Promise.all(
    alone.map(async ({ table, column, ends }) => {
      const sql = `SELECT COUNT(*) AS n FROM ${table} WHERE ${column} IS NOT NULL AND ${isOldHash(vault, column)}`
      const [row] = await reader.rows<{ n: number | string }>(sql)
      return { table, column, ends, stale: Number(row?.n ?? 0) }
    }),
  )
}

type Found = Record<string, string | number>

/** One column to be walked. */
interface Walk {
  table: string
  column: string
  /** Table and joins of the question; the walked table is `t`. */
  from: string
  key: readonly string[]
  /** Columns of the question behind the key. */
  read: readonly string[]
  isStale: string
  /** What to write instead of what was read; throws where it does not open. */
  anew(row: Found): { column: string; before: string; after: string }[]
}

function walksOf({ sealed = [], hashes = [] }: Secrets, vault: Vault): Walk[] {
  return [...sealed.map((column) => sealedWalk(column, vault)), ...hashes.map((hash) => hashWalk(hash, vault))]
}

function sealedWalk({ table, key, sealed, hash }: SealedColumn, vault: Vault): Walk {
  const isOld = `t.${sealed} NOT LIKE '${vault.current.sealedPrefix}%'`
  const isStale = hash ? `(${isOld} OR ${isOldHash(vault, `t.${hash.column}`)})` : isOld
  return {
    table,
    column: sealed,
    from: `${table} t`,
    key,
    read: [`t.${sealed} AS sealed`, ...(hash ? [`t.${hash.column} AS hashed`] : [])],
    // What is empty was erased, and so was what it was found by.
    isStale: `t.${sealed} IS NOT NULL AND t.${sealed} <> '' AND ${isStale}`,
    anew({ sealed: before = '', hashed }) {
      const text = vault.open(String(before))
      const changes = [{ column: sealed, before: String(before), after: vault.seal(text) }]
      if (!hash) return changes
      return [...changes, { column: hash.column, before: String(hashed), after: vault.fingerprint(hash.purpose, text) }]
    },
  }
}

function hashWalk({ table, key, hash, other }: HashOfOther, vault: Vault): Walk {
  const on = other.on.map(([there, here]) => `o.${there} = t.${here}`).join(' AND ')
  return {
    table,
    column: hash.column,
    from: `${table} t JOIN ${other.table} o ON ${on}`,
    key,
    read: [`o.${other.sealed} AS sealed`, `t.${hash.column} AS hashed`],
    isStale: `t.${hash.column} IS NOT NULL AND o.${other.sealed} <> '' AND ${isOldHash(vault, `t.${hash.column}`)}`,
    anew: ({ sealed, hashed }) => [
      {
        column: hash.column,
        before: String(hashed),
        after: vault.fingerprint(hash.purpose, vault.open(String(sealed))),
      },
    ],
  }
}

/** Fingerprints of version 1 are hex digits alone; later ones have their version and a colon in front. */
function isOldHash({ current: { fingerprintPrefix: prefix } }: Vault, column: string): string {
  return `${column} ${prefix === null ? "LIKE '%:%'" : `NOT LIKE '${prefix}%'`}`
}

async function walked(database: Database, walk: Walk): Promise<Resealed> {
  const sum: Resealed = { table: walk.table, column: walk.column, changed: 0, passedOver: 0, stuck: 0 }
  let after: Parameter[] | null = null
  for (;;) {
    const rows: Found[] = await staleRows(database.reader, walk, after)
    const last = rows.at(-1)
    if (!last) return sum
    const plans = rows.map((row) => planFor(walk, row))
    const known = plans.filter((plan) => plan !== null)
    sum.stuck += plans.length - known.length
    for (const outcome of await written(database, walk, known)) sum[outcome]++
    after = walk.key.map((name) => last[name] ?? null)
  }
}

function staleRows(reader: Reader, walk: Walk, after: readonly Parameter[] | null): Promise<Found[]> {
  const columns = [...walk.key.map((name) => `t.${name}`), ...walk.read].join(', ')
  const behind = after === null ? '' : ` AND ${isBehind(walk.key)}`
  const order = walk.key.map((name) => `t.${name}`).join(', ')
  return reader.rows<Found>(
    `SELECT ${columns} FROM ${walk.from} WHERE ${walk.isStale}${behind} ORDER BY ${order} LIMIT ${rowsAtOnce}`,
    after === null ? [] : placesBehind(after),
  )
}

/** `(a, b) > (?, ?)`, written so that either database walks along the key. */
function isBehind(key: readonly string[]): string {
  const steps = key.map((name, at) => {
    const same = key.slice(0, at).map((before) => `t.${before} = ?`)
    return `(${[...same, `t.${name} > ?`].join(' AND ')})`
  })
  return `(${steps.join(' OR ')})`
}

function placesBehind(after: readonly Parameter[]): Parameter[] {
  return after.flatMap((value, at) => [...after.slice(0, at), value])
}

interface Plan {
  row: Found
  changes: { column: string; before: string; after: string }[]
}

/** Null where the text does not open: its key is gone, or it was changed in the database. */
function planFor(walk: Walk, row: Found): Plan | null {
  try {
    return { row, changes: walk.anew(row) }
  } catch {
    return null
  }
}

type Outcome = 'changed' | 'passedOver' | 'stuck'

/** Together first; one that cannot be written must not keep the others, so they are then written one by one. */
async function written(database: Database, walk: Walk, plans: readonly Plan[]): Promise<Outcome[]> {
  if (plans.length === 0) return []
  const writeAll = (some: readonly Plan[]) =>
    database.inTransaction(async (tx) => {
      const outcomes: Outcome[] = []
      for (const plan of some) outcomes.push(await writeOne(tx, walk, plan))
      return outcomes
    })
  try {
    return await writeAll(plans)
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
  }
  const outcomes: Outcome[] = []
  for (const plan of plans) outcomes.push(...(await writeAll([plan]).catch(stuckOn)))
  return outcomes
}

function stuckOn(error: unknown): Outcome[] {
  if (!isDuplicateKey(error)) throw error
  return ['stuck']
}

async function writeOne(tx: Tx, walk: Walk, { row, changes }: Plan): Promise<Outcome> {
  const sets = changes.map(({ column }) => `${column} = ?`).join(', ')
  const guards = [...walk.key, ...changes.map(({ column }) => column)].map((name) => `${name} = ?`).join(' AND ')
  const matched = await tx.change(`UPDATE ${walk.table} SET ${sets} WHERE ${guards}`, [
    ...changes.map(({ after }) => after),
    ...walk.key.map((name) => row[name] ?? null),
    ...changes.map(({ before }) => before),
  ])
  return matched === 1 ? 'changed' : 'passedOver'
}
