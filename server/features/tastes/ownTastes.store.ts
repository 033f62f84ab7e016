import type { EraseOwn, ReadOwn } from '../../db/ownData'
import { moment } from '../../db/statements'
import type { CardholderTasteRow } from './tastes.entities'

export const ownTastes: ReadOwn = async (reader, cardholderId) => {
  const rows = await reader.rows<CardholderTasteRow>('SELECT * FROM cardholder_taste WHERE cardholder_id = ?', [
    cardholderId,
  ])
  return {
    rows: rows.map(({ chosen, personal, changed_at }) => ({
      chosen,
      personal: personal === 1,
      changedAt: moment(changed_at).toISOString(),
    })),
    next: null,
  }
}

export const eraseTastes: EraseOwn = (tx, cardholderId) =>
  tx.change('DELETE FROM cardholder_taste WHERE cardholder_id = ?', [cardholderId])
