import type { ReplyOf } from '../../../shared/contract/endpoint'
import type { LockSettings, SecurityLock, securityContract } from '../../../shared/contract/security'
import type { Reader } from '../../db/database'
import { enqueue } from '../../db/outbox'
import type { RequestOf } from '../../http/mount'
import type { Session } from '../../http/sessions'
import { lockCardholder } from '../identity'
import type { RiskDeps } from './dependencies'
import { boundTo, isLooser } from './lock.rules'
import { type KeptLock, lockOfOne, storeLock } from './locks.store'
import { programmeGuards } from './readGuards'
import { spendProof } from './spendProof'

type Change = RequestOf<typeof securityContract.changeLock>

/**
 * Sets the lock as it is asked for, and leaves word of it. Asked for again, it finds the lock as it should be and changes
 * nothing, so an answer that was lost costs no second step-up.
 * @throws Refused step_up_required when any part of it would hold less than before; too_many_requests
 */
export async function changeLock(
  { database, surroundings, vault, attempts }: RiskDeps,
  { session, body, address }: Pick<Change, 'session' | 'body' | 'address'>,
): Promise<ReplyOf<typeof securityContract.changeLock>> {
  const { stepUp, ...lock } = body
  await attempts.count('lockChange', { cardholder: session.cardholderId, address })
  const now = surroundings.now()
  return database.inTransaction(async (tx) => {
    await lockCardholder(tx, session.cardholderId)
    const before = await lockOfOne(tx, session.cardholderId)
    if (isSame(before, lock)) return shownLock(tx, session, before)
    if (isLooser({ from: before, to: lock })) {
      await spendProof(tx, session, { purpose: { for: 'lock', lock }, stepUp, vault, now })
    }
    await storeLock(tx, session, { lock, now })
    const payload = { ...lock, changedAt: now.toISOString() }
    await enqueue(tx, { id: surroundings.newId(), topic: 'security.lock_changed', ...whose(session), payload, now })
    return shownLock(tx, session, { ...lock, changedAt: now })
  })
}

/** What its owner sees. */
export async function shownLock(reader: Reader, { programmeId }: Session, lock: KeptLock): Promise<SecurityLock> {
  const programme = (await programmeGuards(reader, [programmeId]))(programmeId)
  const { frozen, dailyLimitPoints, nightLock, trustedOnly, changedAt } = lock
  return {
    frozen,
    dailyLimitPoints,
    nightLock,
    trustedOnly,
    programme: {
      abovePoints: programme.abovePoints ?? null,
      dailyLimitPoints: programme.dailyLimitPoints ?? null,
    },
    changedAt: changedAt?.toISOString() ?? null,
  }
}

const whose = ({ programmeId, cardholderId }: Session) => ({ programmeId, cardholderId })

function isSame(one: LockSettings, other: LockSettings): boolean {
  return boundTo({ for: 'lock', lock: one }) === boundTo({ for: 'lock', lock: other })
}
