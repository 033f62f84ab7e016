import type { Vault } from '../../ports/vault'
import { refuseCardNumber } from './makeRequest'
import { refuseUnknown } from './shownCardholder'
import type { Looking, SupportDeps } from './supportDeps'
import { writeLook } from './writeLook'

/**
 * The whole phone number of a cardholder. The audit row is committed before the number is opened, so no look goes
 * unrecorded.
 * @throws Refused not_found, too_many_requests
 */
export async function unmaskPhone(
  deps: SupportDeps & { vault: Vault },
  looking: Looking,
  { cardholderId, reason }: { cardholderId: string; reason: string },
): Promise<{ phone: string | null }> {
  refuseCardNumber(reason)
  const { phoneSealed } = await refuseUnknown(deps, { programmeId: looking.programmeId, cardholderId })
  await deps.attempts.count('deskUnmask', { operator: looking.operator.operatorId })
  const changes = [{ field: 'phone', before: 'masked', after: 'shown' }]
  await writeLook(deps, looking, { action: 'cardholder.unmasked', subject: cardholderId, reason, changes })
  return { phone: phoneSealed === null ? null : deps.vault.open(phoneSealed) }
}
