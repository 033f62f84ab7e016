import type { Change, RequestShown } from '../../../shared/contract/requests'
import type { OperatorRole } from '../../../shared/contract/roles'
import type { Tx } from '../../db/database'
import { claimKey } from '../../http/idempotency'
import { Refused } from '../../http/refused'
import { shelfChanged } from '../catalogue'
import { holds } from './acting'
import { insertAudit } from './audit.store'
import { type DeskDeps, executeRequest, executionOf } from './executeRequest'
import type { Doing } from './makeRequest'
import { lockOperators, type Operator } from './operators.store'
import { courseOf } from './requestCourses'
import { decideOpen, findRequest, type NamedRequest, type StoredDecision, storeOutcome } from './requests.store'
import { roleAsking, rolesApproving } from './roleAsking'
import { mayEnter } from './scope'
import { decidedRequest } from './showRequest'

/** Which request, and why. */
export interface Decision {
  id: string
  reason: string | null
}

/**
 * Approves a request and carries it out in one transaction. Where the rules are against it, all of that is taken back and
 * the request is left failed, with what stood against it.
 * @throws Refused not_found, role_required, same_operator, maker_not_entitled, request_decided
 */
export async function approveRequest(deps: DeskDeps, doing: Doing, decision: Decision): Promise<RequestShown> {
  try {
    return await decide(deps, { doing, decision, state: 'approved', act: (tx, request) => carryOut(tx, request, deps) })
  } catch (error) {
    if (!(error instanceof Obstacle)) throw error
    const { refused } = error
    const act = (tx: Tx, request: NamedRequest) => leaveFailed(tx, request, { deps, refused })
    return decide(deps, { doing, decision, state: 'failed', act })
  }
}

/** @throws Refused not_found, role_required, same_operator, request_decided */
export function rejectRequest(deps: DeskDeps, doing: Doing, decision: Decision): Promise<RequestShown> {
  return decide(deps, {
    doing,
    decision,
    state: 'rejected',
    act: (tx, request) => end(tx, request, { deps, state: 'rejected' }),
  })
}

/** @throws Refused not_found, role_required, request_of_another, request_decided */
export function withdrawRequest(deps: DeskDeps, doing: Doing, decision: Decision): Promise<RequestShown> {
  return decide(deps, {
    doing,
    decision,
    state: 'withdrawn',
    act: (tx, request) => end(tx, request, { deps, state: 'withdrawn' }),
  })
}

interface Deciding {
  doing: Doing
  decision: Decision
  state: StoredDecision['state']
  /** What follows from the decision, in its transaction; answers what that changed. */
  act: (tx: Tx, request: NamedRequest) => Promise<Change[]>
}

/** Locks are taken in one order everywhere: key, operators, request, then whatever the request is about. */
async function decide(deps: DeskDeps, { doing, decision, state, act }: Deciding): Promise<RequestShown> {
  const { database, surroundings, shelves } = deps
  const { operator, key, requestId, address } = doing
  const decided = await database.inTransaction(async (tx) => {
    const now = surroundings.now()
    const claim = await claimKey(tx, key, now)
    const request = await findRequest(tx, decision.id)
    if (!request || !mayEnter(operator, request.programmeId)) throw new Refused('not_found')
    const people = await lockOperators(tx, peopleOf(request, operator.operatorId))
    const [by, maker] = [people.get(operator.operatorId), people.get(request.madeBy)]
    const course = courseOf(request.kind)
    const asking = course.isOfDeed ? null : roleAsking(request.kind)
    refuseWhoMayNot(state, { by, maker, asking, approving: rolesApproving(request.kind) })
    if (state === 'approved' || state === 'failed')
      await course.refuseDecider?.(tx, executionOf(request, deps), operator.operatorId)
    const stored = { id: request.id, state, decidedBy: operator.operatorId, decidedAt: now, reason: decision.reason }
    if (!(await decideOpen(tx, stored))) throw new Refused('request_decided')
    const changes = await act(tx, request)
    await insertAudit(tx, {
      id: surroundings.newId(),
      at: now,
      operatorId: operator.operatorId,
      programmeId: request.programmeId,
      action: `request.${state}`,
      subject: request.id,
      reason: decision.reason,
      changes,
      requestId,
      address,
    })
    const decided = await findRequest(tx, request.id)
    if (!decided) throw new Error('a request that was just decided is not there')
    const reply = decidedRequest(decided)
    await claim.answered(reply)
    return reply
  })
  if (shelves) shelfChanged(shelves, decided.programmeId)
  return decided
}

/** Who decides, who asked, and the operator whom it is about: all locked at once, in the order of their ids. */
function peopleOf({ madeBy, payload }: NamedRequest, operatorId: string): string[] {
  const about = 'operatorId' in payload ? [payload.operatorId] : []
  return [...new Set([operatorId, madeBy, ...about])]
}

/** Asked of the rows as they are at this moment, and not of the token: a role may have been taken away meanwhile. */
function refuseWhoMayNot(
  state: StoredDecision['state'],
  {
    by,
    maker,
    asking,
    approving,
  }: {
    by: Operator | undefined
    maker: Operator | undefined
    asking: OperatorRole | null
    approving: readonly OperatorRole[]
  },
): void {
  if (state === 'withdrawn') {
    if (asking && !holds(by, asking)) throw new Refused('role_required')
    if (by?.id !== maker?.id) throw new Refused('request_of_another')
    return
  }
  if (!approving.some((role) => holds(by, role))) throw new Refused('role_required')
  if (by?.id === maker?.id) throw new Refused('same_operator')
  if (state !== 'rejected' && asking && !holds(maker, asking)) throw new Refused('maker_not_entitled')
}

/** A refusal by the rules of what was asked for, to be told from one by the rules of deciding. */
class Obstacle extends Error {
  constructor(readonly refused: Refused) {
    super(refused.code)
  }
}

async function carryOut(tx: Tx, request: NamedRequest, deps: DeskDeps): Promise<Change[]> {
  const executed = await executeRequest(tx, request, deps).catch((error: unknown) => {
    throw error instanceof Refused ? new Obstacle(error) : error
  })
  await storeOutcome(tx, request.id, executed)
  return executed.changes
}

async function leaveFailed(
  tx: Tx,
  request: NamedRequest,
  { deps, refused }: { deps: DeskDeps; refused: Refused },
): Promise<Change[]> {
  const { code: failure, details } = refused
  await storeOutcome(tx, request.id, { failure, ...(details.fields ? { fields: details.fields } : {}) })
  return end(tx, request, { deps, state: 'failed' })
}

async function end(
  tx: Tx,
  request: NamedRequest,
  { deps, state }: { deps: DeskDeps; state: 'rejected' | 'withdrawn' | 'failed' },
): Promise<Change[]> {
  return (await courseOf(request.kind).ended?.(tx, executionOf(request, deps), state)) ?? []
}
