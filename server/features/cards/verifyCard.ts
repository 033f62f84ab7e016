import type { cardsContract } from '../../../shared/contract/cards'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import { maskPhone } from '../../../shared/values/masks'
import type { Tried } from '../../http/attempts'
import type { RequestOf } from '../../http/mount'
import { Refused } from '../../http/refused'
import type { Session } from '../../http/sessions'
import type { CardQuestion, CardVerified } from '../../ports/bank'
import { hasCardNumber } from '../../ports/cardNumber'
import type { Vault } from '../../ports/vault'
import { requireConsent, verifiedPhone } from '../identity'
import { refusedByBank } from './bankReasons'
import { cardsOf } from './cards.store'
import { keepChallenge } from './challenges.store'
import type { CardsDeps } from './dependencies'

type Verify = RequestOf<typeof cardsContract.verify>

/**
 * Has the bank check the card and send the one-time password, and remembers who asked.
 * @throws Refused consent_required, with the bank's reason, or attempts_exceeded, otp_too_many_messages, card_already_bound,
 * full_card_number_refused
 */
export async function verifyCard(
  deps: CardsDeps,
  { session, body, address }: Pick<Verify, 'session' | 'body' | 'address'>,
): Promise<ReplyOf<typeof cardsContract.verify>> {
  if (hasCardNumber(body.name)) throw new Refused('full_card_number_refused')
  await requireConsent(deps.database.reader, session.cardholderId)
  await refuseOwnCard(deps, { session, last4: body.last4 })
  const phone = body.phone ?? (await ownPhone(deps, session))
  const question: CardQuestion = { programmeId: session.programmeId, name: body.name, last4: body.last4, phone }
  const marks = fingerprints(deps.vault, question)
  const tried = { ...marks, session: session.sessionId, cardholder: session.cardholderId, address }
  const verified = await askBank(deps, { question, tried })
  await remember(deps, { session, question, marks, verified })
  const { challengeId, expiresInSeconds, resendAfterSeconds } = verified
  return { challengeId, phoneMasked: maskPhone(phone), expiresInSeconds, resendAfterSeconds }
}

/** The bank is asked by name, last digits and phone; with these it could only mean the card that is bound already. */
async function refuseOwnCard({ database }: CardsDeps, { session, last4 }: { session: Session; last4: string }) {
  const cards = await cardsOf(database.reader, session.cardholderId)
  if (cards.some((card) => card.last4 === last4)) throw new Refused('card_already_bound')
}

async function ownPhone({ database, vault }: CardsDeps, { cardholderId }: Session): Promise<string> {
  const phone = await verifiedPhone(database.reader, vault, cardholderId)
  if (phone === null) throw new Refused('phone_required')
  return phone
}

/** What tries are counted by, and what is stored, in place of phone and name. */
function fingerprints(vault: Vault, { programmeId, name, last4, phone }: CardQuestion) {
  return {
    phone: vault.fingerprint('phone', phone),
    card: vault.fingerprint('token', ['card', programmeId, last4, name].join('\n')),
  }
}

/**
 * A check that the bank passes is not held against anybody, and a message that was not sent is not counted. When the
 * bank does not answer, nobody guessed wrong, but a message may have gone out.
 */
async function askBank(
  { bank, attempts }: CardsDeps,
  { question, tried }: { question: CardQuestion; tried: Tried<'cardCheck'> },
): Promise<CardVerified> {
  const takeCheckBack = await attempts.count('cardCheck', tried)
  let keepsCheck = false
  try {
    const takeMessageBack = await attempts.count('cardMessage', tried)
    const answer = await bank.verifyCard(question)
    if (answer.ok) return answer
    await takeMessageBack()
    keepsCheck = answer.reason !== 'too_many_messages'
    throw refusedByBank(answer)
  } finally {
    if (!keepsCheck) await takeCheckBack()
  }
}

interface Remembered {
  session: Session
  question: CardQuestion
  marks: { phone: string; card: string }
  verified: CardVerified
}

async function remember({ database, surroundings }: CardsDeps, { session, question, marks, verified }: Remembered) {
  const now = surroundings.now()
  await database.inTransaction((tx) =>
    keepChallenge(tx, {
      cardholderId: session.cardholderId,
      challengeId: verified.challengeId,
      programmeId: session.programmeId,
      last4: question.last4,
      phoneFingerprint: marks.phone,
      cardFingerprint: marks.card,
      expiresAt: new Date(now.getTime() + verified.expiresInSeconds * 1000),
      now,
    }),
  )
}
