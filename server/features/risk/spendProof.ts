import type { Tx } from '../../db/database'
import { Refused } from '../../http/refused'
import type { Session } from '../../http/sessions'
import type { Vault } from '../../ports/vault'
import { type BoundPurpose, boundTo } from './lock.rules'
import { foundBy, tokenFingerprints } from './readGuards'
import { spendStepUps, stepUpsBehind } from './stepUps.store'

interface Proof {
  /** For exactly this it has to have been asked for. */
  purpose: BoundPurpose
  stepUp: string | undefined
  vault: Vault
  now: Date
}

/**
 * Uses up the token of a step-up for what it was asked for.
 * @throws Refused step_up_required without one, or with one that is over, used, of somebody else or for something else
 */
export async function spendProof(
  tx: Tx,
  { cardholderId }: Session,
  { purpose, stepUp: token, vault, now }: Proof,
): Promise<void> {
  if (token === undefined) throw new Refused('step_up_required')
  const fingerprints = tokenFingerprints(vault, token)
  const known = await stepUpsBehind(
    tx,
    fingerprints.map((fingerprint) => ({ cardholderId, fingerprint })),
  )
  const stepUp = foundBy(known, fingerprints)
  const isFor = stepUp !== undefined && stepUp.boundTo === boundTo(purpose) && stepUp.expiresAt > now
  if (!isFor) throw new Refused('step_up_required')
  await spendStepUps(tx, [stepUp], now)
}
