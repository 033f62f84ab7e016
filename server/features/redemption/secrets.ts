import type { Secrets } from '../../db/sealedColumns'

const key = ['cardholder_id', 'id']

export const redemptionSecrets: Secrets = {
  sealed: [
    { table: 'redemption', key, sealed: 'link_cipher' },
    { table: 'supplier_order', key: ['order_no'], sealed: 'account_cipher' },
  ],
  // Whoever is held for a person has no order yet; the account waits with the review.
  hashes: ['supplier_order', 'risk_review'].map((table) => ({
    table: 'redemption',
    key,
    hash: { column: 'account_fingerprint', purpose: 'account' },
    other: {
      table,
      sealed: 'account_cipher',
      on: [
        ['cardholder_id', 'cardholder_id'],
        ['redemption_id', 'id'],
      ],
    },
  })),
}
