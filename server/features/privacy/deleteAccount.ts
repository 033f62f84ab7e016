import type { ReplyOf } from '../../../shared/contract/endpoint'
import type { privacyContract } from '../../../shared/contract/privacy'
import { businessDayOf } from '../../../shared/values/businessDay'
import type { Tx } from '../../db/database'
import { forgetAnswersOf } from '../../http/idempotency'
import { Refused } from '../../http/refused'
import type { Session } from '../../http/sessions'
import { cardsOf, eraseCards } from '../cards'
import { eraseIdentity, lockCardholder } from '../identity'
import { expireAll, forgetBoundSince, pointsSummary } from '../points'
import { eraseRedemptions, redemptionsAtStake } from '../redemption'
import { eraseLock } from '../risk'
import { eraseTastes } from '../tastes'
import { insertDeletion } from './deletions.store'
import type { PrivacyDeps } from './dependencies'

/** What has to be typed, so that no slip of a finger deletes an account. */
export const deletionWord = { zh: '注销账户', en: 'DELETE' }

export async function previewDeletion(
  { database: { reader }, surroundings }: PrivacyDeps,
  { cardholderId }: Session,
): Promise<ReplyOf<typeof privacyContract.deletionPreview>> {
  const now = surroundings.now()
  const summary = await pointsSummary(reader, { cardholderId, today: businessDayOf(now) })
  const { open, usable } = await redemptionsAtStake(reader, { cardholderId, now })
  const stands = open > 0 || summary.held > 0
  return {
    points: summary.available + summary.pending,
    usable,
    cards: (await cardsOf(reader, cardholderId)).length,
    openRedemptions: open,
    held: summary.held,
    debt: summary.debt,
    refusal: stands ? 'deletion_redemption_open' : null,
    word: deletionWord,
  }
}

/**
 * Deletes the account of who asks, in one transaction: killed anywhere before its end, nothing has happened, and it can be asked
 * again. The books stay, under an id that no longer leads to anybody.
 * @throws Refused deletion_word_wrong, deletion_redemption_open, session_ended
 */
export async function deleteAccount(
  deps: PrivacyDeps,
  { session, word }: { session: Session; word: string },
): Promise<ReplyOf<typeof privacyContract.deleteAccount>> {
  if (!isWord(word)) throw new Refused('deletion_word_wrong')
  const { cardholderId, programmeId } = session
  const { database, surroundings } = deps
  const now = surroundings.now()
  const receipt = surroundings.newId()
  return database.inTransaction(async (tx) => {
    await lockCardholder(tx, cardholderId)
    const { lost, held } = await expireAll(tx, { programmeId, cardholderId }, surroundings)
    // After the account is locked: no redemption can begin in between.
    const { open } = await redemptionsAtStake(tx, { cardholderId, now })
    if (open > 0 || held > 0) throw new Refused('deletion_redemption_open')
    await eraseAll(tx, deps, { cardholderId, now })
    await insertDeletion(tx, { cardholderId, programmeId, receipt, pointsLost: lost, now })
    return { receipt, deletedAt: now.toISOString(), pointsLost: lost }
  })
}

/** Erases all that tells who a cardholder is. Doing it twice is doing it once. */
export async function eraseAll(
  tx: Tx,
  { vault, notices }: Pick<PrivacyDeps, 'vault' | 'notices'>,
  { cardholderId, now }: { cardholderId: string; now: Date },
): Promise<void> {
  await eraseIdentity(tx, { cardholderId, now }, vault)
  await eraseCards(tx, { cardholderId, now })
  await forgetBoundSince(tx, cardholderId)
  await eraseRedemptions(tx, cardholderId)
  await eraseLock(tx, cardholderId)
  await eraseTastes(tx, cardholderId)
  await notices.erase(tx, cardholderId)
  await forgetAnswersOf(tx, cardholderId)
}

function isWord(typed: string): boolean {
  const word = typed.trim()
  return word === deletionWord.zh || word.toUpperCase() === deletionWord.en
}
