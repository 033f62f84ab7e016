import type { Change } from '../../../shared/contract/requests'
import type { Tx } from '../../db/database'
import { claimKey, type IdempotencyKey } from '../../http/idempotency'
import type { OperatorSession } from '../../http/operators'
import { lockActing } from './acting'
import { type AuditAction, insertAudit } from './audit.store'
import type { DeskDeps } from './executeRequest'

/** A maker who changes what is not live yet, and so needs no second person. */
export interface MakerDoing {
  operator: OperatorSession
  programmeId: string
  /** Of an endpoint that is keyed. */
  key: IdempotencyKey | undefined
  requestId: string
  address: string
}

export interface MakerChange<Reply> {
  reply: Reply
  audited: { action: AuditAction; subject: string; changes: Change[]; reason?: string | null }
}

/**
 * Changes something in one transaction with its line in the audit log, by who is a maker at this moment.
 * @throws Refused role_required, and whatever `act` does
 */
export function changeAsMaker<Reply extends object>(
  { database, surroundings }: DeskDeps,
  { operator, programmeId, key, requestId, address }: MakerDoing,
  act: (tx: Tx, who: { by: string; now: Date }) => Promise<MakerChange<Reply>>,
): Promise<Reply> {
  return database.inTransaction(async (tx) => {
    const now = surroundings.now()
    const claim = key && (await claimKey(tx, key, now))
    const maker = await lockActing(tx, operator.operatorId, ['maker'])
    const { reply, audited } = await act(tx, { by: maker.id, now })
    const who = { id: surroundings.newId(), at: now, operatorId: maker.id, programmeId, requestId, address }
    await insertAudit(tx, { reason: null, ...audited, ...who })
    await claim?.answered(reply)
    return reply
  })
}
