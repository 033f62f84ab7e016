import { setImmediate } from 'node:timers/promises'

const rowsAtOnce = 1_000

/**
 * Reads many rows in the order of a key, a slice at a time, and lets others have their turn in between: an embedded database
 * answers on the thread that serves everybody.
 * @param slice the rows behind this key, at most `limit` of them; null for the first
 */
export async function allInSlices<Row>(
  slice: (after: Row | null, limit: number) => Promise<Row[]>,
  take: (row: Row) => void,
): Promise<void> {
  let after: Row | null = null
  for (;;) {
    const rows: Row[] = await slice(after, rowsAtOnce)
    for (const row of rows) take(row)
    if (rows.length < rowsAtOnce) return
    after = rows.at(-1) as Row
    await setImmediate()
  }
}
