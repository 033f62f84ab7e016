import type { PayloadOf, RequestKind } from '../../../shared/contract/requests'
import type { Database, Tx } from '../../db/database'
import type { Surroundings } from '../../ports/surroundings'
import type { Vault } from '../../ports/vault'
import type { Shelves } from '../catalogue'
import type { Posting } from '../spend'
import type { Execute, Executed, Execution } from './execution'
import { courseOf } from './requestCourses'
import { requestKinds } from './requestKinds'

export interface DeskDeps {
  database: Database
  surroundings: Surroundings
  vault: Vault
  posting: Posting
  defaultProgrammeId: string
  /** The suppliers that orders can go to; any name will do where nothing is said. */
  supplierNames?: ReadonlySet<string>
  /** What this process shows of catalogues: told when one has changed. */
  shelves?: Shelves
}

export interface Executable {
  id: string
  programmeId: string
  kind: RequestKind
  payload: PayloadOf<RequestKind>
  /** Who asks for it. */
  madeBy: string
}

/**
 * Does what a request asks for, inside the transaction that decides on it.
 * @throws Refused with what stands against it
 */
export function executeRequest(tx: Tx, request: Executable, deps: ExecutionDeps): Promise<Executed> {
  return executorOf(request)(tx, executionOf(request, deps))
}

function executorOf({ kind }: Executable): Execute<RequestKind> {
  // The table holds each kind with its own payload, which the store has parsed by its kind.
  return requestKinds[kind] as Execute<RequestKind>
}

type ExecutionDeps = Pick<DeskDeps, 'surroundings' | 'posting' | 'vault' | 'supplierNames'>

export function executionOf(
  { id: requestId, programmeId, payload, madeBy }: Executable,
  { surroundings, posting, vault, supplierNames }: ExecutionDeps,
): Execution<PayloadOf<RequestKind>> {
  return { programmeId, requestId, madeBy, payload, surroundings, posting, vault, supplierNames }
}

/**
 * What a request would do now: it is done and taken back, so that what the checker sees comes by the same road as what
 * happens. A kind that would do too much for a look tells it from what it reads.
 * @throws Refused with what stands against it
 */
export async function tryRequest(request: Executable, deps: DeskDeps): Promise<Executed> {
  const { preview } = courseOf(request.kind)
  if (preview) return preview(deps.database.reader, executionOf(request, deps))
  try {
    return await deps.database.inTransaction(async (tx) => {
      throw new TakenBack(await executorOf(request)(tx, { ...executionOf(request, deps), isTrial: true }))
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
