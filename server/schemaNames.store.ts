import { getMetadataArgsStorage } from 'typeorm'
import type { Reader } from './db/database'
import { entities } from './schema'

/** Every table of the product. */
export function tableNames(): string[] {
  const tables = getMetadataArgsStorage().tables.filter(({ target }) => entities.some((entity) => entity === target))
  return tables.map(({ name }) => String(name))
}

/** Every view of the database that the reader reads, on a server. */
export async function viewNames(reader: Reader): Promise<string[]> {
  const rows = await reader.rows<{ name: string }>(
    'SELECT TABLE_NAME AS name FROM INFORMATION_SCHEMA.VIEWS WHERE TABLE_SCHEMA = DATABASE()',
  )
  return rows.map(({ name }) => name)
}
