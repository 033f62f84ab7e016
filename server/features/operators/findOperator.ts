import type { Database } from '../../db/database'
import type { Attempts } from '../../http/attempts'
import type { FindOperator } from '../../http/operators'
import type { Vault } from '../../ports/vault'
import { operatorByToken } from './operators.store'
import { tokenTrace } from './token'

/** Finds the operator by the token of the request, with the roles that they have at this moment; counts unknown tokens. */
export function findOperator({
  database,
  vault,
  attempts,
}: {
  database: Database
  vault: Vault
  attempts: Attempts
}): FindOperator {
  return async (token, address) => {
    const takeBack = await attempts.count('operatorToken', { address })
    const trace = tokenTrace(vault, token)
    const operator = trace && (await operatorByToken(database.reader, trace))
    if (!operator) return null
    await takeBack()
    const { id, name, programmeId, roles } = operator
    return { operatorId: id, name, programmeId, roles }
  }
}
