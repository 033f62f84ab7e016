import type { Reader, Tx } from '../../db/database'
import type { CardholderRow } from './identity.entities'

/** Under age, as the bank said last: to them nothing is recommended and nothing advertised. */
export async function isMinor(reader: Reader, cardholderId: string): Promise<boolean> {
  const [row] = await reader.rows<Pick<CardholderRow, 'minor'>>(
    'SELECT minor FROM cardholder WHERE cardholder_id = ?',
    [cardholderId],
  )
  return row?.minor === 1
}

export function storeMinor(
  tx: Tx,
  { cardholderId, isMinor: minor }: { cardholderId: string; isMinor: boolean },
): Promise<number> {
  return tx.change('UPDATE cardholder SET minor = ? WHERE cardholder_id = ?', [minor, cardholderId])
}
