import type { Secrets } from '../../db/sealedColumns'

const ends = 'the count of earlier attempts from there, which begins anew'

export const riskSecrets: Secrets = {
  sealed: [{ table: 'risk_review', key: ['cardholder_id', 'redemption_id'], sealed: 'account_cipher' }],
  alone: [
    { table: 'step_up', column: 'token_fingerprint', ends: 'the step-up, which is asked for anew' },
    { table: 'risk_decision', column: 'address_fingerprint', ends },
    { table: 'risk_decision', column: 'network_fingerprint', ends },
  ],
}
