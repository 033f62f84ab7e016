import type { ReactNode } from 'react'
import { useState } from 'react'
import type { Cell } from './csv'

export interface ListColumn<Row> {
  key: string
  title: string
  render: (row: Row) => ReactNode
  /** The same for the export; without it the column is not exported. */
  cell?: (row: Row) => Cell
  /** How it can be ordered: by the server, or here, once the whole list was loaded. */
  sort?: 'server' | ((one: Row, other: Row) => number)
  width?: number
  align?: 'right'
  /** Shown from the start unless it says so. */
  hidden?: boolean
}

const keptAs = (list: string) => `kaquan-console-columns-${list}`

/** Which columns this person wants to see of a list, kept in this browser. */
export function useColumnChoice<Row>(
  list: string,
  columns: readonly ListColumn<Row>[],
): { chosen: string[]; choose: (keys: string[]) => void } {
  const [chosen, setChosen] = useState(() => keptChoice(list, columns))
  const choose = (keys: string[]) => {
    // A table without a column would have no way back but this list.
    if (keys.length === 0) return
    localStorage.setItem(keptAs(list), JSON.stringify(keys))
    setChosen(keys)
  }
  return { chosen, choose }
}

function keptChoice<Row>(list: string, columns: readonly ListColumn<Row>[]): string[] {
  const usual = columns.filter(({ hidden }) => !hidden).map(({ key }) => key)
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keptAs(list)) ?? 'null')
    const known = Array.isArray(kept) ? columns.map(({ key }) => key).filter((key) => kept.includes(key)) : []
    return known.length > 0 ? known : usual
  } catch {
    return usual
  }
}
