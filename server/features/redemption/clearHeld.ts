import type { Api } from '../../../shared/contract/api'
import type { Database } from '../../db/database'
import type { HandlersOf } from '../../http/mount'
import { Refused } from '../../http/refused'
import type { Session } from '../../http/sessions'
import type { Surroundings } from '../../ports/surroundings'
import type { Vault } from '../../ports/vault'
import { trustDevices } from '../identity'
import { refuseWhenLocked, spendProof } from '../risk'
import { lockReview, setFree } from './heldRedemptions'
import { type Redemption, redemptionShown } from './redemption'
import { findRedemption } from './redemption.store'

export interface ClearDeps {
  database: Database
  surroundings: Surroundings
  vault: Vault
}

export function riskRoutes(deps: ClearDeps): HandlersOf<Api['risk']> {
  return {
    async clear({ session, params, body }) {
      const cleared = await clearHeld(deps, session, { ...params, stepUp: body.stepUp })
      return redemptionShown(cleared, deps.surroundings.now())
    },
  }
}

/**
 * Sets a redemption of one's own free by a second proof that was made for just this, where that is enough. Who lost the answer
 * and asks again is answered by what it has become.
 * @throws Refused not_found, review_over when a person refused it, review_needs_person, step_up_required, redemption_frozen,
 *   device_not_trusted, benefit_ended, sold_out
 */
export function clearHeld(
  { database, surroundings, vault }: ClearDeps,
  session: Session,
  { redemptionId, stepUp }: { redemptionId: string; stepUp: string },
): Promise<Redemption> {
  const { programmeId, cardholderId } = session
  const name = { programmeId, cardholderId, redemptionId }
  return database.inTransaction(async (tx) => {
    const now = surroundings.now()
    const review = await lockReview(tx, name, now)
    if (review.state === 'refused') throw new Refused('review_over')
    if (review.state !== 'waiting') return own(await findRedemption(tx, name))
    if (review.clearBy === 'person') throw new Refused('review_needs_person')
    await refuseWhenLocked(tx, session)
    await spendProof(tx, session, { purpose: { for: 'review', redemptionId }, stepUp, vault, now })
    await trustDevices(tx, [session], { now, newId: surroundings.newId })
    return setFree(tx, name, { review, surroundings, end: { state: 'cleared', by: null, reason: null } })
  })
}

function own(redemption: Redemption | null): Redemption {
  if (!redemption) throw new Refused('not_found')
  return redemption
}
