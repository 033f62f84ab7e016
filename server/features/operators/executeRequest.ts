import type { PayloadOf, RequestKind } from '../../../shared/contract/requests'
import type { Database, Tx } from '../../db/database'
import type { Surroundings } from '../../ports/surroundings'
import type { Vault } from '../../ports/vault'
import type { Posting } from '../spend'
import { type Execute, type Executed, requestKinds } from './requestKinds'

export interface DeskDeps {
  database: Database
  surroundings: Surroundings
  vault: Vault
  posting: Posting
  defaultProgrammeId: string
}

export interface Executable {
  id: string
  programmeId: string
  kind: RequestKind
  payload: PayloadOf<RequestKind>
}

/**
 * Does what a request asks for, inside the transaction that decides on it.
 * @throws Refused with what stands against it
 */
export function executeRequest(
  tx: Tx,
  { id, programmeId, kind, payload }: Executable,
  { surroundings, posting, vault }: Pick<DeskDeps, 'surroundings' | 'posting' | 'vault'>,
): Promise<Executed> {
  // The table holds each kind with its own payload, which the store has parsed by its kind.
  const execute = requestKinds[kind] as Execute<RequestKind>
  return execute(tx, { programmeId, requestId: id, payload, surroundings, posting, vault })
}

/**
 * What a request would do now: it is done and taken back, so that what the checker sees comes by the same road as what
 * happens.
 * @throws Refused with what stands against it
 */
export async function tryRequest(request: Executable, deps: DeskDeps): Promise<Executed> {
  try {
    return await deps.database.inTransaction(async (tx) => {
      throw new TakenBack(await executeRequest(tx, request, deps))
    })
  } catch (error) {
    if (error instanceof TakenBack) return error.executed
    throw error
  }
}

class TakenBack extends Error {
  constructor(readonly executed: Executed) {
    super('a trial was taken back')
  }
}
