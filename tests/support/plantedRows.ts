import { getMetadataArgsStorage } from 'typeorm'
import type { Parameter, Row } from '../../server/db/database'
import { entities } from '../../server/schema'

interface Column {
  name: string
  type: string
  length: number
  isPrimary: boolean
}

export interface Table {
  name: string
  columns: Column[]
}

/** Every table of the product with its columns, as the entities say. */
export function tablesOfEntities(): Table[] {
  const { tables, columns } = getMetadataArgsStorage()
  return entities.map((entity) => ({
    name: String(tables.find(({ target }) => target === entity)?.name),
    columns: columns
      .filter(({ target }) => target === entity)
      .map(({ propertyName, options }) => ({
        name: propertyName,
        type: String(options.type),
        length: Number(options.length ?? 255),
        isPrimary: options.primary === true,
      })),
  }))
}

/** A row of this table in which nothing is null, for tests that are about rows of any table. */
export function plantedRow({ columns }: Table, given: Row & { text: string; at: Date }): Row {
  const { text, at, ...named } = given
  const planted = ({ name, type, length }: Column): Parameter => {
    if (name in named) return named[name] as Parameter
    if (type === 'datetime') return at
    if (type === 'varchar') return text.slice(0, length)
    return type === 'text' ? JSON.stringify({ text }) : 1
  }
  return Object.fromEntries(columns.map((column) => [column.name, planted(column)]))
}
