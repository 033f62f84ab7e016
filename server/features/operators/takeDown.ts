import type { Api } from '../../../shared/contract/api'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import { claimKey } from '../../http/idempotency'
import { Refused } from '../../http/refused'
import { benefitForRedemption, shelfChanged, takeDownBenefit } from '../catalogue'
import { lockActing } from './acting'
import { insertAudit } from './audit.store'
import type { DeskDeps } from './executeRequest'
import type { Doing } from './makeRequest'
import { insertRequest } from './requests.store'

/**
 * Stops a benefit at once, by one maker or checker, and asks for the review of somebody else in the same transaction.
 * Redemptions that hold the lock of its stock are let through; nobody redeems it after them.
 * @throws Refused not_found, role_required, benefit_down_already
 */
export async function takeDown(
  { database, surroundings, shelves }: DeskDeps,
  { operator, key, requestId, address }: Doing,
  { programmeId, benefitId, reason }: { programmeId: string; benefitId: string; reason: string },
): Promise<ReplyOf<Api['versions']['takeDown']>> {
  const done = await database.inTransaction(async (tx) => {
    const now = surroundings.now()
    const claim = await claimKey(tx, key, now)
    const by = await lockActing(tx, operator.operatorId, ['maker', 'checker'])
    if (!(await benefitForRedemption(tx, { programmeId, benefitId }))) throw new Refused('not_found')
    if (!(await takeDownBenefit(tx, { programmeId, benefitId }, now))) throw new Refused('benefit_down_already')
    const id = surroundings.newId()
    const review = { id, programmeId, kind: 'review_take_down' as const, payload: { benefitId } }
    await insertRequest(tx, { ...review, reason, madeBy: by.id, madeAt: now })
    const takenDownAt = now.toISOString()
    const changes = [{ field: `benefit.${benefitId}.takenDownAt`, before: null, after: takenDownAt }]
    const who = { id: surroundings.newId(), at: now, operatorId: by.id, programmeId, requestId, address }
    await insertAudit(tx, { ...who, action: 'benefit.taken_down', subject: id, reason, changes })
    const reply = { benefitId, takenDownAt, requestId: id }
    await claim.answered(reply)
    return reply
  })
  if (shelves) shelfChanged(shelves, programmeId)
  return done
}
