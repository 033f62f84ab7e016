import type { DeliveryProof, Redemption as RedemptionShown } from '../../../shared/contract/redemption'
import type { Reader } from '../../db/database'
import { Refused } from '../../http/refused'
import { redemptionShown } from './redemption'
import { findRedemption } from './redemption.store'
import { showProof } from './showProof'

/**
 * A redemption for those who help its owner: what the owner sees, and the proof once there is one.
 * @throws Refused not_found, also for one of another programme
 */
export async function showRedemptionAtDesk(
  reader: Reader,
  {
    programmeId,
    cardholderId,
    redemptionId,
    now,
  }: { programmeId: string; cardholderId: string; redemptionId: string; now: Date },
): Promise<{ redemption: RedemptionShown; proof: DeliveryProof | null }> {
  const redemption = await findRedemption(reader, { cardholderId, redemptionId })
  if (redemption?.programmeId !== programmeId) throw new Refused('not_found')
  const isDelivered = redemption.state === 'delivered'
  return {
    redemption: redemptionShown(redemption, now),
    proof: isDelivered ? await showProof(reader, { cardholderId, redemptionId }) : null,
  }
}
