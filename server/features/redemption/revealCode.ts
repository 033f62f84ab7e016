import type { Database } from '../../db/database'
import { Refused } from '../../http/refused'
import type { Session } from '../../http/sessions'
import type { Surroundings } from '../../ports/surroundings'
import type { Vault } from '../../ports/vault'
import { sealedCode } from '../catalogue'
import { isExpired } from './redemption.rules'
import { findRedemption, recordReveal } from './redemption.store'

/**
 * Shows a code to its owner. The audit row is committed before the code is opened, so no look goes unrecorded.
 * @throws Refused not_found, code_expired
 */
export async function revealCode(
  { database, surroundings, vault }: { database: Database; surroundings: Surroundings; vault: Vault },
  session: Session,
  { redemptionId, address }: { redemptionId: string; address: string },
): Promise<{ code: string; validUntil: string }> {
  const { cardholderId, sessionId } = session
  const now = surroundings.now()
  const { sealed, validUntil } = await database.inTransaction(async (tx) => {
    const redemption = await findRedemption(tx, { cardholderId, redemptionId })
    if (redemption?.state !== 'delivered' || !redemption.code || !redemption.validUntil) throw new Refused('not_found')
    if (isExpired(redemption.validUntil, now)) throw new Refused('code_expired')
    const { programmeId, benefitId, code } = redemption
    const sealed = await sealedCode(tx, { programmeId, benefitId, seq: code.seq }, { redemptionId, cardholderId })
    if (sealed === null) throw new Error(`the code of redemption ${redemptionId} is not its own`)
    const id = surroundings.newId()
    await recordReveal(tx, { cardholderId, redemptionId, id, at: now, sessionId, address: address.slice(0, 64) })
    return { sealed, validUntil: redemption.validUntil }
  })
  return { code: vault.open(sealed), validUntil: validUntil.toISOString() }
}
