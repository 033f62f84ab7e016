import type { Secrets } from '../../db/sealedColumns'

export const identitySecrets: Secrets = {
  sealed: [
    {
      table: 'cardholder',
      key: ['cardholder_id'],
      sealed: 'openid_sealed',
      hash: { column: 'openid_fingerprint', purpose: 'openid' },
    },
    {
      table: 'cardholder',
      key: ['cardholder_id'],
      sealed: 'phone_sealed',
      hash: { column: 'phone_fingerprint', purpose: 'phone' },
    },
  ],
  alone: [{ table: 'session', column: 'token_fingerprint', ends: 'the login, which is made anew' }],
}
