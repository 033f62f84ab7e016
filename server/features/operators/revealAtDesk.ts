import { requestPayloads } from '../../../shared/contract/requests'
import { Refused } from '../../http/refused'
import { codeAtDesk } from '../redemption'
import { lockActing } from './acting'
import { insertAudit } from './audit.store'
import { findRequest } from './requests.store'
import { insertReveal } from './reveals.store'
import { mayEnter } from './scope'
import type { Looking, SupportDeps } from './supportDeps'

/** How long after the approval a code can be looked at. */
export const revealMs = 10 * 60_000

/**
 * The code or link of an approved request, to who asked for it, once. That it was shown is committed before it is opened:
 * an answer that is lost on its way has been shown.
 * @throws Refused not_found, request_of_another, reveal_over, not_delivered_yet, code_expired
 */
export async function revealAtDesk(
  { database, surroundings, vault }: SupportDeps,
  { operator, requestId: httpRequest, address }: Omit<Looking, 'programmeId'>,
  id: string,
): Promise<{ code: string; validUntil: string }> {
  const now = surroundings.now()
  const { sealed, validUntil } = await database.inTransaction(async (tx) => {
    const request = await findRequest(tx, id)
    if (!request || !mayEnter(operator, request.programmeId) || request.kind !== 'reveal_code')
      throw new Refused('not_found')
    await lockActing(tx, operator.operatorId, ['support'])
    if (request.madeBy !== operator.operatorId) throw new Refused('request_of_another')
    const { programmeId, state, decidedAt, reason } = request
    const isOpen = state === 'approved' && decidedAt !== null && now.getTime() - decidedAt.getTime() <= revealMs
    if (!isOpen) throw new Refused('reveal_over')
    const which = requestPayloads.reveal_code.parse(request.payload)
    const code = await codeAtDesk(tx, { programmeId, ...which, now })
    const shown = { requestId: id, programmeId, ...which, operatorId: operator.operatorId, shownAt: now }
    if (!(await insertReveal(tx, shown))) throw new Refused('reveal_over')
    await insertAudit(tx, {
      id: surroundings.newId(),
      at: now,
      operatorId: operator.operatorId,
      programmeId,
      action: 'code.revealed',
      subject: id,
      reason,
      changes: [{ field: 'redemption', before: null, after: which.redemptionId }],
      requestId: httpRequest,
      address,
    })
    return code
  })
  return { code: vault.open(sealed), validUntil: validUntil.toISOString() }
}
