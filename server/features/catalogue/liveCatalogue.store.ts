import type { Reader } from '../../db/database'
import { moment } from '../../db/statements'
import type { CatalogueRow } from './catalogue.entities'

/** The version that is shown now and since when; null before the first load. */
export async function liveCatalogue(
  reader: Reader,
  programmeId: string,
): Promise<{ version: string; loadedAt: Date } | null> {
  const [row] = await reader.rows<Pick<CatalogueRow, 'version' | 'loaded_at'>>(
    'SELECT version, loaded_at FROM catalogue WHERE programme_id = ?',
    [programmeId],
  )
  return row && row.version !== '' ? { version: row.version, loadedAt: moment(row.loaded_at) } : null
}
