import type { KnownBenefit } from './load.store'
import type { VersionRow } from './versions.store'

export interface OnLiveStock {
  rows: VersionRow[]
  /** Benefits whose stock the draft changes and that was changed live meanwhile: which of the two is meant, a person says. */
  unclear: string[]
}

/**
 * Stock grows by codes that come in beside the versions. A row that leaves the stock as it found it goes on leaving it: it
 * takes over what is live now, and takes back nothing that was added since.
 */
export function onLiveStock(rows: readonly VersionRow[], known: ReadonlyMap<string, KnownBenefit>): OnLiveStock {
  const unclear: string[] = []
  const merged = rows.map((row): VersionRow => {
    const { cells, baseStock } = row
    const live = known.get(cells.benefit_id)
    if (!live || baseStock == null || live.benefit.stock === baseStock) return row
    const stock = String(live.benefit.stock)
    if (cells.stock !== String(baseStock) && cells.stock !== stock) {
      unclear.push(cells.benefit_id)
      return row
    }
    return { ...row, cells: { ...cells, stock }, baseStock: live.benefit.stock }
  })
  return { rows: merged, unclear }
}

/** The stock that is live, to be kept with rows that are written now. */
export function withBaseStock(rows: readonly VersionRow[], known: ReadonlyMap<string, KnownBenefit>): VersionRow[] {
  return rows.map((row) => ({ ...row, baseStock: known.get(row.cells.benefit_id)?.benefit.stock ?? null }))
}
