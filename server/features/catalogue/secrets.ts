import type { Secrets } from '../../db/sealedColumns'

const hash = { column: 'fingerprint', purpose: 'code' } as const

export const catalogueSecrets: Secrets = {
  sealed: [
    { table: 'benefit_code', key: ['programme_id', 'benefit_id', 'seq'], sealed: 'cipher', hash },
    { table: 'staged_code', key: ['programme_id', 'import_id', 'benefit_id', 'no'], sealed: 'cipher', hash },
  ],
}
