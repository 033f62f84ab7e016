import type { Secrets } from '../../db/sealedColumns'

const key = ['cardholder_id', 'id']

export const redemptionSecrets: Secrets = {
  sealed: [
    { table: 'redemption', key, sealed: 'link_cipher' },
    { table: 'supplier_order', key: ['order_no'], sealed: 'account_cipher' },
  ],
  hashes: [
    {
      table: 'redemption',
      key,
      hash: { column: 'account_fingerprint', purpose: 'account' },
      other: {
        table: 'supplier_order',
        sealed: 'account_cipher',
        on: [
          ['cardholder_id', 'cardholder_id'],
          ['redemption_id', 'id'],
        ],
      },
    },
  ],
}
