import type { cardsContract } from '../../../shared/contract/cards'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import type { Tx } from '../../db/database'
import { claimKey } from '../../http/idempotency'
import type { RequestOf } from '../../http/mount'
import { Refused } from '../../http/refused'
import type { Session } from '../../http/sessions'
import { lockCardholder, setLevel, storeMinor, trustDevices } from '../identity'
import { announceChange } from './announceChange'
import { cardsOf, formerCardId, insertCard, reviveCard } from './cards.store'
import { type Challenge, type Confirmed, consumeChallenge, findChallenge } from './challenges.store'
import { confirmedCard } from './confirmOtp'
import type { CardsDeps } from './dependencies'
import { becomeOwner, ownerNow } from './owners.store'
import { vouchingCard } from './vouchingCard.store'

type Bind = RequestOf<typeof cardsContract.bind>

/**
 * Binds the card of a challenge with its one-time password. The bank is asked before the transaction, and what it
 * confirmed is kept, so that whatever dies in between, the same key finishes.
 * @throws Refused otp_wrong, otp_expired, otp_attempts_exceeded, attempts_exceeded, card_bound_elsewhere,
 * card_already_bound
 */
export async function bindCard(
  deps: CardsDeps,
  { session, body, key, address }: Pick<Bind, 'session' | 'body' | 'key' | 'address'>,
): Promise<ReplyOf<typeof cardsContract.bind>> {
  const { database, surroundings } = deps
  const now = surroundings.now()
  const { cardholderId } = session
  const challenge = await findChallenge(database.reader, { cardholderId, challengeId: body.challengeId, now })
  if (!challenge) throw new Refused('otp_expired')
  const confirming = { challenge, session, otp: body.otp, address }
  const confirmed = await deps.evenly(() => confirmedCard(deps, confirming))
  const freshId = surroundings.newId()
  return database.inTransaction(async (tx) => {
    const claim = await claimKey(tx, key, now)
    const cardId = await takeCard(tx, { challenge, confirmed, freshId, now })
    const { programmeId } = challenge
    await trustFirst(tx, session, { challenge, cardToken: confirmed.cardToken, now, newId: surroundings.newId })
    const credited = await deps.cardBound(tx, { programmeId, cardholderId, cardId, cardToken: confirmed.cardToken })
    const card = await shownCard(tx, { cardholderId, cardId })
    await announceChange(tx, 'bound', { id: surroundings.newId(), programmeId, cardholderId, card, now })
    const reply = { card, credited }
    await claim.answered(reply)
    return reply
  })
}

interface Taking {
  challenge: Challenge
  confirmed: Confirmed
  freshId: string
  now: Date
}

/** Makes the card this cardholder's, under the id that it had when it was theirs before. */
async function takeCard(tx: Tx, { challenge, confirmed, freshId, now }: Taking): Promise<string> {
  const { cardholderId, programmeId, last4, phoneFingerprint } = challenge
  const { cardToken, product } = confirmed
  await lockCardholder(tx, cardholderId)
  const formerId = await formerCardId(tx, { cardholderId, cardToken })
  const cardId = formerId ?? freshId
  if (!(await becomeOwner(tx, { programmeId, cardToken, cardholderId, cardId }))) {
    const owner = await ownerNow(tx, { programmeId, cardToken })
    throw new Refused(owner?.cardholderId === cardholderId ? 'card_already_bound' : 'card_bound_elsewhere')
  }
  if ((await consumeChallenge(tx, challenge)) === 0) throw new Refused('otp_expired')
  const isDefault = (await cardsOf(tx, cardholderId)).length === 0
  const card = { cardholderId, cardId, programmeId, cardToken, last4, product, isDefault, phoneFingerprint, now }
  await (formerId === null ? insertCard(tx, card) : reviveCard(tx, card))
  await setLevel(tx, cardholderId, 'cardholder')
  await storeMinor(tx, { cardholderId, isMinor: confirmed.isMinor })
  return cardId
}

/**
 * The password of a card that vouches for its owner, which is the first one that they bind, is a second proof on this device;
 * that of a later one is not, since whoever holds a stranger's phone could bind a card of their own.
 */
async function trustFirst(
  tx: Tx,
  session: Session,
  { challenge, cardToken, now, newId }: { challenge: Challenge; cardToken: string; now: Date; newId: () => string },
): Promise<void> {
  if (challenge.lane !== 'normal') return
  const voucher = await vouchingCard(tx, { cardholderId: session.cardholderId, now })
  if (voucher !== 'too_new' && voucher?.cardToken === cardToken) await trustDevices(tx, [session], { now, newId })
}

async function shownCard(tx: Tx, { cardholderId, cardId }: { cardholderId: string; cardId: string }) {
  const card = (await cardsOf(tx, cardholderId)).find((each) => each.id === cardId)
  if (!card) throw new Error(`card ${cardId} was just bound and is not there`)
  return card
}
