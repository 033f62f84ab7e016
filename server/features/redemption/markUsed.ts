import type { Database } from '../../db/database'
import { Refused } from '../../http/refused'
import type { Redemption } from './redemption'
import { findRedemption } from './redemption.store'
import { writeUsed } from './wallet.store'

interface Mark {
  cardholderId: string
  redemptionId: string
  used: boolean
}

/**
 * Notes that its owner has used a redemption, or takes that back: only they know. To say it twice is to say it once.
 * @throws Refused not_found, not_delivered_yet, delivery_failed
 */
export function markUsed(
  database: Database,
  { cardholderId, redemptionId, used }: Mark,
  now: Date,
): Promise<Redemption> {
  return database.inTransaction(async (tx) => {
    const redemption = await findRedemption(tx, { cardholderId, redemptionId })
    // A top-up is used by arriving: there is nothing to say about it.
    if (!redemption || redemption.delivery === 'topup') throw new Refused('not_found')
    if (redemption.state === 'failed') throw new Refused('delivery_failed')
    if (redemption.state !== 'delivered') throw new Refused('not_delivered_yet')
    await writeUsed(tx, { cardholderId, redemptionId, usedAt: used ? now : null })
    return { ...redemption, usedAt: used ? (redemption.usedAt ?? now) : null }
  })
}
