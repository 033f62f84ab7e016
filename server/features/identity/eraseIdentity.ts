import type { Tx } from '../../db/database'
import type { Vault } from '../../ports/vault'
import { storeErased } from './cardholders.store'
import { storeWithdrawn } from './consents.store'
import { deleteAllSessions } from './sessions.store'

/**
 * Erases openid, phone and logins. The cardholder first: a login of the same person that is under way either was before, and
 * its session is deleted here, or comes after and makes a new cardholder.
 */
export async function eraseIdentity(
  tx: Tx,
  { cardholderId, now }: { cardholderId: string; now: Date },
  vault: Vault,
): Promise<void> {
  // Of a text that is no openid, so it can never be met again.
  const pseudonym = vault.fingerprint('openid', `deleted:${cardholderId}`)
  await storeErased(tx, { cardholderId, pseudonym, now })
  await storeWithdrawn(tx, { cardholderId, now })
  await deleteAllSessions(tx, cardholderId)
}
