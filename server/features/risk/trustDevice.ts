import type { ReplyOf } from '../../../shared/contract/endpoint'
import type { securityContract } from '../../../shared/contract/security'
import type { Tx } from '../../db/database'
import { enqueue } from '../../db/outbox'
import type { RequestOf } from '../../http/mount'
import { Refused } from '../../http/refused'
import type { Session } from '../../http/sessions'
import { deviceOf, lockCardholder, storeTrust } from '../identity'
import type { RiskDeps } from './dependencies'
import { spendProof } from './spendProof'

type Trust = RequestOf<typeof securityContract.trustDevice>
type Distrust = RequestOf<typeof securityContract.distrustDevice>

/**
 * Trusts the device of this session: its finger or face may stand for the one-time password from then on, and it may redeem
 * where trusted devices only may. The trust ends with the session. Asked for again it changes nothing, unless it was trusted by
 * a proof for something else and a finger does not count there yet.
 * @throws Refused step_up_required, session_ended, too_many_requests
 */
export async function trustDevice(
  { database, surroundings, vault, attempts }: RiskDeps,
  { session, body, address }: Pick<Trust, 'session' | 'body' | 'address'>,
): Promise<ReplyOf<typeof securityContract.trustDevice>> {
  await attempts.count('lockChange', { cardholder: session.cardholderId, address })
  const { sessionId } = session
  const now = surroundings.now()
  return database.inTransaction(async (tx) => {
    await lockCardholder(tx, session.cardholderId)
    const device = await deviceOf(tx, session)
    if (!device) throw new Refused('session_ended')
    // Trusted by a proof for something else: asked for expressly, a finger counts at once.
    if (device.trustedAt && device.biometricFrom && device.biometricFrom <= now) {
      return { trustedAt: device.trustedAt.toISOString() }
    }
    await spendProof(tx, session, { purpose: { for: 'device', sessionId }, stepUp: body.stepUp, vault, now })
    await storeTrust(tx, session, now)
    await tell(tx, session, { id: surroundings.newId(), device: device.name, trusted: true, now })
    return { trustedAt: (device.trustedAt ?? now).toISOString() }
  })
}

/** @throws Refused not_found when it is not a device of this cardholder; too_many_requests */
export async function distrustDevice(
  { database, surroundings, attempts }: RiskDeps,
  { session, params, address }: Pick<Distrust, 'session' | 'params' | 'address'>,
): Promise<ReplyOf<typeof securityContract.distrustDevice>> {
  const { cardholderId } = session
  await attempts.count('lockChange', { cardholder: cardholderId, address })
  const now = surroundings.now()
  return database.inTransaction(async (tx) => {
    await lockCardholder(tx, cardholderId)
    const meant = { cardholderId, sessionId: params.sessionId }
    const device = await deviceOf(tx, meant)
    if (!device) throw new Refused('not_found')
    if (device.trustedAt) {
      await storeTrust(tx, meant, null)
      await tell(tx, session, { id: surroundings.newId(), device: device.name, trusted: false, now })
    }
    return { trusted: false as const }
  })
}

function tell(
  tx: Tx,
  { programmeId, cardholderId }: Session,
  { id, now, ...device }: { id: string; device: string; trusted: boolean; now: Date },
): Promise<void> {
  const payload = { ...device, changedAt: now.toISOString() }
  return enqueue(tx, { id, topic: 'security.device_changed', programmeId, cardholderId, payload, now })
}
