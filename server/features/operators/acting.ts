import type { OperatorRole } from '../../../shared/contract/roles'
import type { Tx } from '../../db/database'
import { Refused } from '../../http/refused'
import { lockOperators, type Operator } from './operators.store'

/**
 * The operator who acts, locked, by the row as it is at this moment and not by their session: a role may have been taken
 * away meanwhile.
 * @throws Refused role_required unless they hold one of the roles
 */
export async function lockActing(tx: Tx, operatorId: string, roles: readonly OperatorRole[]): Promise<Operator> {
  const operator = (await lockOperators(tx, [operatorId])).get(operatorId)
  if (!operator || !roles.some((role) => holds(operator, role))) throw new Refused('role_required')
  return operator
}

/** Who was disabled holds no role. */
export function holds(operator: Operator | undefined, role: OperatorRole): boolean {
  return operator !== undefined && operator.disabledAt === null && operator.roles.includes(role)
}
