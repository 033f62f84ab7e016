import type { AuditAction } from '../../../shared/contract/audit'
import type { Change } from '../../../shared/contract/requests'
import type { OperatorRole } from '../../../shared/contract/roles'
import type { Tx } from '../../db/database'
import { claimKey, type IdempotencyKey } from '../../http/idempotency'
import type { OperatorSession } from '../../http/operators'
import { lockActing } from './acting'
import { insertAudit } from './audit.store'
import type { DeskDeps } from './executeRequest'

/** A maker who changes what is not live yet, and so needs no second person. */
export interface MakerDoing {
  operator: OperatorSession
  /** Whose work it is, where it is not a maker's. */
  role?: OperatorRole
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
 * Changes something in one transaction with its line in the audit log, by who has the role for it at this moment.
 * @throws Refused role_required, and whatever `act` does
 */
export function changeAsMaker<Reply extends object>(
  { database, surroundings }: DeskDeps,
  { operator, role = 'maker', programmeId, key, requestId, address }: MakerDoing,
  act: (tx: Tx, who: { by: string; now: Date }) => Promise<MakerChange<Reply>>,
): Promise<Reply> {
  return database.inTransaction(async (tx) => {
    const now = surroundings.now()
    const claim = key && (await claimKey(tx, key, now))
    const maker = await lockActing(tx, operator.operatorId, [role])
    const { reply, audited } = await act(tx, { by: maker.id, now })
    const who = { id: surroundings.newId(), at: now, operatorId: maker.id, programmeId, requestId, address }
    await insertAudit(tx, { reason: null, ...audited, ...who })
    await claim?.answered(reply)
    return reply
  })
}
