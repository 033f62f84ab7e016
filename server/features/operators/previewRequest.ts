import type { Api } from '../../../shared/contract/api'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import type { RequestAsked } from '../../../shared/contract/requests'
import type { OperatorSession } from '../../http/operators'
import { Refused } from '../../http/refused'
import { type DeskDeps, tryRequest } from './executeRequest'
import { roleAsking } from './roleAsking'
import { programmeMeant } from './scope'

/**
 * What a request would change if it were made and approved now. It is done and taken back.
 * @throws Refused role_required, not_found
 */
export async function previewRequest(
  deps: DeskDeps,
  operator: OperatorSession,
  { asked, programmeId: wanted }: { asked: RequestAsked; programmeId?: string | undefined },
): Promise<ReplyOf<Api['operators']['previewRequest']>> {
  if (!operator.roles.includes(roleAsking(asked.kind))) throw new Refused('role_required')
  const programmeId = programmeMeant(operator, { asked: wanted, otherwise: deps.defaultProgrammeId })
  const { kind, payload } = asked
  const request = { id: deps.surroundings.newId(), programmeId, kind, payload, madeBy: operator.operatorId }
  try {
    const { changes } = await tryRequest(request, deps)
    return { changes, obstacle: null }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return { changes: [], obstacle: error.code }
  }
}
