import type { RequestRow, RequestShown } from '../../../shared/contract/requests'
import { Refused } from '../../http/refused'
import { type DeskDeps, tryRequest } from './executeRequest'
import type { NamedRequest } from './requests.store'

/** A request with what it would change now, or what it changed. */
export async function showRequest(request: NamedRequest, deps: DeskDeps): Promise<RequestShown> {
  if (request.state !== 'open') return decidedRequest(request)
  try {
    const { changes } = await tryRequest(request, deps)
    return { ...requestLine(request), changes, transactionIds: [], obstacle: null }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const obstacleFields = error.details.fields ?? []
    return { ...requestLine(request), changes: [], transactionIds: [], obstacle: error.code, obstacleFields }
  }
}

export function decidedRequest(request: NamedRequest): RequestShown {
  const { outcome } = request
  const done = outcome && 'changes' in outcome ? outcome : { changes: [], transactionIds: [] }
  const about = outcome && 'failure' in outcome && outcome.fields ? { obstacleFields: outcome.fields } : {}
  return { ...requestLine(request), ...done, obstacle: null, ...about }
}

export function requestLine(request: NamedRequest): RequestRow {
  const { id, programmeId, kind, payload, reason, state, madeBy, makerName, madeAt } = request
  const { decidedBy, deciderName, decidedAt, decisionReason, outcome } = request
  return {
    id,
    programmeId,
    kind,
    payload,
    reason,
    state,
    madeBy: { id: madeBy, name: makerName },
    madeAt: madeAt.toISOString(),
    decidedBy: decidedBy === null ? null : { id: decidedBy, name: deciderName ?? '' },
    decidedAt: decidedAt?.toISOString() ?? null,
    decisionReason,
    failure: outcome && 'failure' in outcome ? outcome.failure : null,
  }
}
