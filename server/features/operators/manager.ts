import type { AuditAction } from '../../../shared/contract/audit'
import type { Change } from '../../../shared/contract/requests'
import type { Tx } from '../../db/database'
import type { OperatorSession } from '../../http/operators'
import type { Surroundings } from '../../ports/surroundings'
import { insertAudit } from './audit.store'
import type { Operator } from './operators.store'

/** Who manages accounts: an administrator at the desk, or null for whoever has the command line. */
export interface Manager {
  operator: Pick<OperatorSession, 'operatorId' | 'programmeId'> | null
  reason: string | null
  requestId: string | null
  address: string | null
}

/** Whoever has the command line is not an operator, and the audit log says so. */
export const byCommandLine: Manager = { operator: null, reason: null, requestId: null, address: null }

/** Writes down what a manager did with an account, in the transaction that does it. */
export async function auditManaging(
  tx: Tx,
  { surroundings }: { surroundings: Surroundings },
  {
    operator,
    manager,
    action,
    changes,
  }: { operator: Pick<Operator, 'id' | 'programmeId'>; manager: Manager; action: AuditAction; changes: Change[] },
): Promise<void> {
  const { operator: by, reason, requestId, address } = manager
  await insertAudit(tx, {
    id: surroundings.newId(),
    at: surroundings.now(),
    operatorId: by?.operatorId ?? null,
    programmeId: operator.programmeId,
    action,
    subject: operator.id,
    reason,
    changes,
    requestId,
    address,
  })
}
