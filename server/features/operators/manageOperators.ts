import type { OperatorRole } from '../../../shared/contract/roles'
import type { Database, Tx } from '../../db/database'
import type { Surroundings } from '../../ports/surroundings'
import type { Vault } from '../../ports/vault'
import { type AuditAction, insertAudit } from './audit.store'
import { findOperatorById, insertOperator, type Operator, storeDisabled, storeFingerprint } from './operators.store'
import { newToken } from './token'

export interface ManageDeps {
  database: Database
  surroundings: Surroundings
  vault: Vault
}

/** Makes an operator. The token is shown this once and kept nowhere; null when the name is taken. */
export function createOperator(
  { database, surroundings, vault }: ManageDeps,
  { name, roles, programmeId }: { name: string; roles: readonly OperatorRole[]; programmeId: string },
): Promise<{ operator: Operator; token: string } | null> {
  return database.inTransaction(async (tx) => {
    const id = surroundings.newId()
    const operator = { id, name, roles: [...roles], programmeId, createdAt: surroundings.now(), disabledAt: null }
    const { token, fingerprint } = newToken(vault, id)
    if (!(await insertOperator(tx, { ...operator, fingerprint }))) return null
    await record(tx, operator, { action: 'operator.created', after: roles.join(','), surroundings })
    return { operator, token }
  })
}

/** From now on the operator's token opens nothing, and their open requests cannot be approved. */
export function disableOperator({ database, surroundings }: ManageDeps, id: string): Promise<Operator | null> {
  return database.inTransaction(async (tx) => {
    if (!(await storeDisabled(tx, id, surroundings.now()))) return null
    const operator = await findOperatorById(tx, id)
    if (operator) await record(tx, operator, { action: 'operator.disabled', after: null, surroundings })
    return operator
  })
}

/** Gives an operator another token; the one before opens nothing any more. */
export function renewOperator(
  { database, surroundings, vault }: ManageDeps,
  id: string,
): Promise<{ operator: Operator; token: string } | null> {
  return database.inTransaction(async (tx) => {
    const { token, fingerprint } = newToken(vault, id)
    if (!(await storeFingerprint(tx, id, fingerprint))) return null
    const operator = await findOperatorById(tx, id)
    if (!operator) return null
    await record(tx, operator, { action: 'operator.renewed', after: operator.roles.join(','), surroundings })
    return { operator, token }
  })
}

function record(
  tx: Tx,
  { id, programmeId, roles }: Operator,
  { action, after, surroundings }: { action: AuditAction; after: string | null; surroundings: Surroundings },
): Promise<void> {
  return insertAudit(tx, {
    id: surroundings.newId(),
    at: surroundings.now(),
    operatorId: null,
    programmeId,
    action,
    subject: id,
    reason: null,
    changes: [{ field: 'operator.roles', before: action === 'operator.created' ? null : roles.join(','), after }],
    requestId: null,
    address: null,
  })
}
