import type { Secrets } from '../../db/sealedColumns'

export const riskSecrets: Secrets = {
  alone: [{ table: 'step_up', column: 'token_fingerprint', ends: 'the step-up, which is asked for anew' }],
}
