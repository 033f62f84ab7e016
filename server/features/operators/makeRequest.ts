import type { RequestAsked, RequestShown } from '../../../shared/contract/requests'
import { claimKey, type IdempotencyKey } from '../../http/idempotency'
import type { OperatorSession } from '../../http/operators'
import { Refused } from '../../http/refused'
import { hasCardNumber } from '../../ports/cardNumber'
import { lockActing } from './acting'
import { insertAudit } from './audit.store'
import { type DeskDeps, executionOf, tryRequest } from './executeRequest'
import { courseOf } from './requestCourses'
import { findRequest, insertRequest } from './requests.store'
import { roleAsking } from './roleAsking'
import { programmeMeant } from './scope'
import { requestLine } from './showRequest'

/** Who did something at the desk, and from where. */
export interface Doing {
  operator: OperatorSession
  key: IdempotencyKey
  requestId: string
  address: string
}

/**
 * Makes a request, after trying it: what the rules are against is told to the maker, and not only to the checker.
 * @throws Refused role_required, and with what stands against it
 */
export async function makeRequest(
  deps: DeskDeps,
  doing: Doing,
  { asked, reason, programmeId: wanted }: { asked: RequestAsked; reason: string; programmeId?: string | undefined },
): Promise<RequestShown> {
  const { database, surroundings } = deps
  const { operator, key } = doing
  refuseCardNumber(reason)
  const programmeId = programmeMeant(operator, { asked: wanted, otherwise: deps.defaultProgrammeId })
  // Before the trial, which would tell what there is; who has lost the role since is found below.
  if (!operator.roles.includes(roleAsking(asked.kind))) throw new Refused('role_required')
  const { kind, payload } = asked
  const request = { id: surroundings.newId(), programmeId, kind, payload, madeBy: operator.operatorId }
  const { changes } = await tryRequest(request, deps)
  return database.inTransaction(async (tx) => {
    const now = surroundings.now()
    const claim = await claimKey(tx, key, now)
    const maker = await lockActing(tx, operator.operatorId, [roleAsking(asked.kind)])
    await insertRequest(tx, { ...request, reason, madeAt: now })
    await courseOf(asked.kind).made?.(tx, executionOf(request, deps))
    await insertAudit(tx, {
      id: surroundings.newId(),
      at: now,
      operatorId: maker.id,
      programmeId,
      action: 'request.made',
      subject: request.id,
      reason,
      changes,
      requestId: doing.requestId,
      address: doing.address,
    })
    const made = await findRequest(tx, request.id)
    if (!made) throw new Error('a request that was just made is not there')
    const reply = { ...requestLine(made), changes, transactionIds: [], obstacle: null }
    await claim.answered(reply)
    return reply
  })
}

/** Only the reason is looked at: the bank's own ids in the payload may look like card numbers. */
export function refuseCardNumber(reason: string): void {
  if (!hasCardNumber(reason)) return
  throw new Refused('input_invalid', {
    fields: [{ path: 'body.reason', message: 'a full card number is neither taken nor kept' }],
  })
}
