import type { Database, Tx } from '../../db/database'
import { Refused } from '../../http/refused'
import type { Session } from '../../http/sessions'
import type { Surroundings } from '../../ports/surroundings'
import type { Vault } from '../../ports/vault'
import { sealedCode } from '../catalogue'
import { guardLook, type Proof } from './guardLook'
import type { Redemption } from './redemption'
import { isExpired } from './redemption.rules'
import { findRedemption, recordReveal, sealedLink } from './redemption.store'

/**
 * Shows a code, or the link that a supplier delivered, to its owner. The audit row is committed before the code is opened, so no look goes unrecorded.
 * @throws Refused not_found, not_delivered_yet, code_expired, redemption_frozen, device_not_trusted, step_up_required
 */
export async function revealCode(
  { database, surroundings, vault }: { database: Database; surroundings: Surroundings; vault: Vault },
  session: Session,
  { redemptionId, address, ...proof }: { redemptionId: string; address: string } & Proof,
): Promise<{ code: string; validUntil: string }> {
  const { cardholderId, sessionId } = session
  const now = surroundings.now()
  const { sealed, validUntil } = await database.inTransaction(async (tx) => {
    const { redemption, sealed, validUntil } = await sealedReveal(tx, { cardholderId, redemptionId, now })
    await guardLook(tx, session, { redemption, ...proof, surroundings, vault })
    const id = surroundings.newId()
    await recordReveal(tx, { cardholderId, redemptionId, id, at: now, sessionId, address: address.slice(0, 64) })
    return { sealed, validUntil }
  })
  return { code: vault.open(sealed), validUntil: validUntil.toISOString() }
}

/**
 * The sealed code or link of a redemption that support asks to see; who opens it has written down that they do.
 * @throws Refused not_found, also for one of another programme, not_delivered_yet, code_expired
 */
export async function codeAtDesk(
  tx: Tx,
  { programmeId, ...which }: { programmeId: string; cardholderId: string; redemptionId: string; now: Date },
): Promise<{ sealed: string; validUntil: Date; title: string; masked: string | null }> {
  const { redemption, ...reveal } = await sealedReveal(tx, which)
  if (redemption.programmeId !== programmeId) throw new Refused('not_found')
  return { ...reveal, title: redemption.title, masked: redemption.code?.masked ?? null }
}

/** @throws Refused not_found, not_delivered_yet, code_expired */
async function sealedReveal(
  tx: Tx,
  { cardholderId, redemptionId, now }: { cardholderId: string; redemptionId: string; now: Date },
): Promise<{ redemption: Redemption; sealed: string; validUntil: Date }> {
  const redemption = await findRedemption(tx, { cardholderId, redemptionId })
  // What is topped up is had already: there is nothing to show, now or later.
  if (!redemption || redemption.delivery === 'topup' || redemption.state === 'failed') throw new Refused('not_found')
  if (redemption.state !== 'delivered') throw new Refused('not_delivered_yet')
  if (!redemption.validUntil) throw new Refused('not_found')
  if (isExpired(redemption.validUntil, now)) throw new Refused('code_expired')
  return { redemption, sealed: await sealedOf(tx, redemption), validUntil: redemption.validUntil }
}

/** @throws Refused not_found where a person closed the order, who knew no link */
async function sealedOf(tx: Tx, { id: redemptionId, cardholderId, programmeId, benefitId, code }: Redemption) {
  if (code === null) {
    const link = await sealedLink(tx, { cardholderId, redemptionId })
    if (link === null) throw new Refused('not_found')
    return link
  }
  const sealed = await sealedCode(tx, { programmeId, benefitId, seq: code.seq }, { redemptionId, cardholderId })
  if (sealed === null) throw new Error(`the code of redemption ${redemptionId} is not its own`)
  return sealed
}
