import type { cardsContract } from '../../../shared/contract/cards'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import type { Lane, RegionKind } from '../../../shared/contract/riskRules'
import { maskPhone } from '../../../shared/values/masks'
import type { RequestOf } from '../../http/mount'
import { Refused } from '../../http/refused'
import type { Session } from '../../http/sessions'
import type { CardQuestion } from '../../ports/bank'
import { hasCardNumber } from '../../ports/cardNumber'
import type { Vault } from '../../ports/vault'
import { requireConsent, verifiedPhone } from '../identity'
import { askForStranger, askWithOwnPhone, type Sent } from './askBank'
import { cardsOf } from './cards.store'
import { keepChallenge } from './challenges.store'
import type { CardsDeps } from './dependencies'

type Verify = RequestOf<typeof cardsContract.verify>

/**
 * Has the bank check the card and send the one-time password, and remembers who asked.
 *
 * Nobody finds out which cards there are. With the phone that WeChat knows of the caller, only cards of that phone are answered
 * otherwise than cards that do not exist. With any other phone every question is answered alike, and whether a message was sent
 * is known to whoever has that phone. Either takes the same time.
 * @throws Refused consent_required, card_not_matched, attempts_exceeded, otp_too_many_messages, card_already_bound,
 * full_card_number_refused, binding_restricted where a lane has used up what is left for it
 */
export async function verifyCard(
  deps: CardsDeps,
  { session, body, address }: Pick<Verify, 'session' | 'body' | 'address'>,
): Promise<ReplyOf<typeof cardsContract.verify>> {
  if (hasCardNumber(body.name)) throw new Refused('full_card_number_refused')
  await requireConsent(deps.database.reader, session.cardholderId)
  await refuseOwnCard(deps, { session, last4: body.last4 })
  const own = await verifiedPhone(deps.database.reader, deps.vault, session.cardholderId)
  const phone = body.phone ?? own
  if (phone === null) throw new Refused('phone_required')
  const { name, last4 } = body
  const question = { programmeId: session.programmeId, name, last4, phone }
  const sent = await deps.evenly(() => ask(deps, { session, address, question, isStrangers: phone !== own }))
  const { challengeId, expiresInSeconds, resendAfterSeconds } = sent
  return { challengeId, phoneMasked: maskPhone(phone), expiresInSeconds, resendAfterSeconds }
}

/** The bank is asked by name, last digits and phone; with these it could only mean the card that is bound already. */
async function refuseOwnCard({ database }: CardsDeps, { session, last4 }: { session: Session; last4: string }) {
  const cards = await cardsOf(database.reader, session.cardholderId)
  if (cards.some((card) => card.last4 === last4)) throw new Refused('card_already_bound')
}

interface Asking {
  session: Session
  address: string
  question: CardQuestion
  isStrangers: boolean
}

async function ask(deps: CardsDeps, { session, address, question, isStrangers }: Asking) {
  const marks = fingerprints(deps.vault, question)
  const { lane, regionKind } = await deps.laneOf({ session, address, card: marks.card })
  const tried = { ...marks, session: session.sessionId, cardholder: session.cardholderId, address, lane }
  const asking = { question, tried, regionKind }
  const sent = await (isStrangers ? askForStranger : askWithOwnPhone)(deps, asking).catch(restricted(lane))
  const challengeId = await remember(deps, { session, question, marks, sent, isStrangers, lane, regionKind })
  return { ...sent, challengeId }
}

/** Who is not in the normal lane shares a small budget with whoever attacks from there, and is told what gets them out of it. */
function restricted(lane: Lane): (error: unknown) => never {
  return (error) => {
    const isUsedUp = lane !== 'normal' && error instanceof Refused && error.code === 'attempts_exceeded'
    throw isUsedUp ? new Refused('binding_restricted', error.details) : error
  }
}

/** What tries are counted by, and what is stored, in place of phone and name. */
function fingerprints(vault: Vault, { programmeId, name, last4, phone }: CardQuestion) {
  return {
    phone: vault.fingerprint('phone', phone),
    card: vault.fingerprint('token', ['card', programmeId, last4, name].join('\n')),
  }
}

interface Remembered {
  session: Session
  question: CardQuestion
  marks: { phone: string; card: string }
  sent: Sent
  isStrangers: boolean
  lane: Lane
  regionKind: RegionKind
}

/** The challenge gets an id of our own: the bank's would tell by its form whether there is one. */
async function remember(
  { database, surroundings }: CardsDeps,
  { session, question, marks, sent, ...asked }: Remembered,
): Promise<string> {
  const now = surroundings.now()
  const challengeId = surroundings.newId()
  await database.inTransaction((tx) =>
    keepChallenge(tx, {
      cardholderId: session.cardholderId,
      challengeId,
      programmeId: session.programmeId,
      last4: question.last4,
      phoneFingerprint: marks.phone,
      cardFingerprint: marks.card,
      bankChallengeId: sent.bankChallengeId,
      ...asked,
      expiresAt: new Date(now.getTime() + sent.expiresInSeconds * 1000),
      now,
    }),
  )
  return challengeId
}
