import type { Tx } from '../../db/database'
import type { Session } from '../../http/sessions'
import type { Surroundings } from '../../ports/surroundings'
import type { Vault } from '../../ports/vault'
import { boundSince } from '../cards'
import { isTrusted, trustDevices } from '../identity'
import { lockAccount } from '../points'
import { judge, type Observed, refuseWhenLocked, spendProof } from '../risk'
import type { Redemption } from './redemption'

export interface Proof {
  /** What lanes are decided by; none where the programme has no rules. */
  risk?: Observed | null | undefined
  /** The token of a step-up. */
  stepUp?: string | undefined
}

/**
 * A code in the wallet is worth what it cost: whoever took over the login alone does not see it. The lock holds for devices
 * that are not trusted; where a redemption would be held for a person, a second proof is asked for, and makes the device known.
 * @throws Refused redemption_frozen, device_not_trusted, step_up_required
 */
export async function guardLook(
  tx: Tx,
  session: Session,
  { redemption, risk, stepUp, surroundings, vault }: Proof & Looked & { surroundings: Surroundings; vault: Vault },
): Promise<void> {
  if (await isTrusted(tx, session)) return
  await refuseWhenLocked(tx, session)
  const now = surroundings.now()
  if (!risk || !(await isIsolated(tx, risk, { redemption, now }))) return
  // Of two with one token, the second finds it used up.
  await lockAccount(tx, { programmeId: session.programmeId, cardholderId: session.cardholderId }, now)
  await spendProof(tx, session, { purpose: { for: 'reveal', redemptionId: redemption.id }, stepUp, vault, now })
  await trustDevices(tx, [session], { now, newId: surroundings.newId })
}

interface Looked {
  redemption: Pick<Redemption, 'id' | 'cardholderId' | 'points'>
}

async function isIsolated(tx: Tx, risk: Observed, { redemption, now }: Looked & { now: Date }): Promise<boolean> {
  const { cardholderId, points } = redemption
  return judge(risk, { boundSince: await boundSince(tx, cardholderId), points, now }).lane === 'quarantine'
}
