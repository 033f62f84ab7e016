import type { Secrets } from '../../db/sealedColumns'

export const operatorsSecrets: Secrets = {
  sealed: [{ table: 'operator', key: ['id'], sealed: 'totp_cipher' }],
  alone: [
    { table: 'operator', column: 'token_fingerprint', ends: "a program's token, which is renewed" },
    { table: 'operator', column: 'enrolment_fingerprint', ends: 'the setting up, for which another code is given' },
    { table: 'operator_session', column: 'token_fingerprint', ends: 'the signing in, which is done anew' },
    { table: 'operator_failure', column: 'login_fingerprint', ends: 'the count of failures, which begins anew' },
  ],
}
