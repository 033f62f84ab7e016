import type { Tx } from '../../db/database'
import { boundSince } from '../cards'
import { lockAccount, storeBoundSince, type Who } from './points.store'

/**
 * Writes into the account since when cards are bound, in the transaction that binds or unbinds one. The account is opened where
 * there is none yet: so whoever has a card has an account, and one that is opened later is of somebody without a card.
 */
export async function keepBoundSince(tx: Tx, who: Who, openedAt: Date): Promise<void> {
  const { cardholderId } = await lockAccount(tx, who, openedAt)
  await storeBoundSince(tx, { cardholderId, boundSince: await boundSince(tx, cardholderId) })
}

/** For an account whose cards are all unbound in the same transaction. */
export function forgetBoundSince(tx: Tx, cardholderId: string): Promise<void> {
  return storeBoundSince(tx, { cardholderId, boundSince: null })
}
