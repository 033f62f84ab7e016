import type { WalletShelf } from '../../../shared/contract/redemption'
import type { Redemption } from './redemption'
import { isExpired } from './redemption.rules'

export type OnShelf = Pick<Redemption, 'state' | 'delivery' | 'usedAt' | 'validUntil'>

/** The one shelf of the wallet on which a redemption stands; the store asks the database the same. */
export function shelfOf({ state, delivery, usedAt, validUntil }: OnShelf, now: Date): WalletShelf {
  if (state === 'failed') return 'ended'
  const hasArrived = state === 'delivered' && delivery === 'topup'
  if (usedAt !== null || hasArrived) return 'used'
  return isExpired(validUntil, now) ? 'ended' : 'usable'
}
