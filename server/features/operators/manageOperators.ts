import type { OperatorRole } from '../../../shared/contract/roles'
import type { Database } from '../../db/database'
import type { Surroundings } from '../../ports/surroundings'
import type { Vault } from '../../ports/vault'
import { auditManaging, byCommandLine } from './manager'
import { findOperatorById, insertOperator, type Operator, storeFingerprint } from './operators.store'
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
    const changes = [{ field: 'operator.roles', before: null, after: roles.join(',') }]
    await auditManaging(tx, { surroundings }, { operator, manager: byCommandLine, action: 'operator.created', changes })
    return { operator, token }
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
    const held = operator.roles.join(',')
    const changes = [{ field: 'operator.roles', before: held, after: held }]
    await auditManaging(tx, { surroundings }, { operator, manager: byCommandLine, action: 'operator.renewed', changes })
    return { operator, token }
  })
}
