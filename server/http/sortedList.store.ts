import type { Parameter, Reader } from '../db/database'
import { marks } from '../db/statements'
import { Refused } from './refused'

/** What a list can be sorted by: an expression over its rows, never anything that somebody sent. */
export interface SortColumn {
  sql: string
  kind: 'text' | 'number' | 'moment'
}

export interface SortedList<Column extends string> {
  from: string
  /** What tells the rows apart: those with the same value stand in its order. */
  id: string
  where: string
  parameters: readonly Parameter[]
  columns: Readonly<Record<Column, SortColumn>>
}

export interface SortedPart<Column extends string> {
  sort: Column | `-${Column}`
  cursor: string | undefined
  limit: number
}

/**
 * The ids of a part of a list in the order of a column, and where it goes on. What is empty counts as the smallest.
 * @throws Refused input_invalid for a cursor of another order, or of none of ours
 */
export async function sortedIds<Column extends string>(
  reader: Reader,
  { from, id, where, parameters, columns }: SortedList<Column>,
  { sort, cursor, limit }: SortedPart<Column>,
): Promise<{ ids: string[]; next: string | null }> {
  const isDown = sort.startsWith('-')
  const column = columns[(isDown ? sort.slice(1) : sort) as Column]
  const place = placeOf(column)
  const [direction, beyond] = isDown ? ['DESC', '<'] : ['ASC', '>']
  const after = afterOf(cursor, { sort, kind: column.kind })
  const behind = after ? ` AND (${place} ${beyond} ? OR (${place} = ? AND ${id} ${beyond} ?))` : ''
  const rows = await reader.rows<{ id: string; place: string | number }>(
    `SELECT ${id} AS id, ${place} AS place FROM ${from} WHERE ${where}${behind}
     ORDER BY ${place} ${direction}, ${id} ${direction} LIMIT ${limit + 1}`,
    [...parameters, ...(after ? [after.place, after.place, after.id] : [])],
  )
  const visible = rows.slice(0, limit)
  const last = visible.at(-1)
  const next = rows.length > limit && last ? cursorOf(sort, last, column.kind) : null
  return { ids: visible.map((row) => row.id), next }
}

/** A list of one table, and what each of its rows is read as. */
type ListOfRows<Column extends string, Row, Found> = SortedList<Column> & {
  id: keyof Row & string
  read: (row: Row) => Found
}

/** The same as whole rows. What leaves the list between the two questions is left out. */
export async function sortedRows<Column extends string, Row, Found>(
  reader: Reader,
  list: ListOfRows<Column, Row, Found>,
  part: SortedPart<Column>,
): Promise<{ found: Found[]; next: string | null }> {
  const { ids, next } = await sortedIds(reader, list, part)
  if (ids.length === 0) return { found: [], next }
  const { from, id, where, parameters, read } = list
  const rows = await reader.rows<Row>(`SELECT * FROM ${from} WHERE ${where} AND ${id} IN (${marks(ids)})`, [
    ...parameters,
    ...ids,
  ])
  const byId = new Map(rows.map((row) => [row[id] as string, row]))
  return { found: ids.flatMap((each) => byId.get(each) ?? []).map(read), next }
}

/** Moments as text, which has their order and is the same in both databases. */
function placeOf({ sql, kind }: SortColumn): string {
  if (kind === 'number') return sql
  return kind === 'text' ? `COALESCE(${sql}, '')` : `COALESCE(CAST(${sql} AS CHAR), '')`
}

function cursorOf(
  sort: string,
  { place, id }: { place: string | number; id: string },
  kind: SortColumn['kind'],
): string {
  const value = kind === 'number' ? Number(place) : String(place)
  return Buffer.from(JSON.stringify([sort, value, id])).toString('base64url')
}

function afterOf(cursor: string | undefined, { sort, kind }: { sort: string; kind: SortColumn['kind'] }) {
  if (cursor === undefined) return null
  const [of, place, id] = partsOf(cursor)
  const isPlace = kind === 'number' ? typeof place === 'number' : typeof place === 'string'
  if (of !== sort || !isPlace || typeof id !== 'string')
    throw new Refused('input_invalid', { fields: [{ path: 'query.cursor', message: 'not a cursor of this order' }] })
  return { place: place as Parameter, id }
}

function partsOf(cursor: string): unknown[] {
  try {
    const kept: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    return Array.isArray(kept) ? kept : []
  } catch {
    return []
  }
}
