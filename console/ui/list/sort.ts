/** The order of a list; in the address it is a column's key, with a dash before it where it goes down. */
export interface Sort {
  key: string
  descending: boolean
}

export function sortText(sort: Sort | null): string | undefined {
  return sort ? `${sort.descending ? '-' : ''}${sort.key}` : undefined
}

/** The same as a server takes it that orders by these columns alone. */
export function sortAs<Column extends string>(
  sort: Sort | null,
  columns: readonly Column[],
): Column | `-${Column}` | undefined {
  const column = columns.find((one) => one === sort?.key)
  if (column === undefined) return undefined
  return sort?.descending ? `-${column}` : column
}

export function sortOf(text: string | null): Sort | null {
  if (!text) return null
  return text.startsWith('-') ? { key: text.slice(1), descending: true } : { key: text, descending: false }
}
