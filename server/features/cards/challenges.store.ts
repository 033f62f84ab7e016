import type { Reader, Tx } from '../../db/database'
import { moment } from '../../db/statements'
import type { CardChallengeRow } from './cards.entities'

export interface Challenge {
  cardholderId: string
  challengeId: string
  programmeId: string
  last4: string
  phoneFingerprint: string
  cardFingerprint: string
  expiresAt: Date
  /** What the bank answered to the right password, once it did. */
  confirmed: Confirmed | null
}

export interface Confirmed {
  otpFingerprint: string
  cardToken: string
  product: string
}

/** One challenge: every statement names its cardholder too, so that nobody confirms another's. */
export type ChallengeKey = Pick<Challenge, 'cardholderId' | 'challengeId'>

export async function findChallenge(
  reader: Reader,
  { cardholderId, challengeId, now }: ChallengeKey & { now: Date },
): Promise<Challenge | null> {
  const [row] = await reader.rows<CardChallengeRow>(
    `SELECT cardholder_id, challenge_id, programme_id, last4, phone_fingerprint, card_fingerprint, expires_at,
       otp_fingerprint, card_token, product
     FROM card_challenge WHERE cardholder_id = ? AND challenge_id = ? AND expires_at > ?`,
    [cardholderId, challengeId, now],
  )
  return row ? fromRow(row) : null
}

/** Keeps a new challenge, and forgets this cardholder's old ones. */
export async function keepChallenge(
  tx: Tx,
  { now, ...challenge }: Omit<Challenge, 'confirmed'> & { now: Date },
): Promise<void> {
  await tx.change('DELETE FROM card_challenge WHERE cardholder_id = ? AND (expires_at <= ? OR challenge_id = ?)', [
    challenge.cardholderId,
    now,
    challenge.challengeId,
  ])
  await tx.insert('card_challenge', [
    {
      cardholder_id: challenge.cardholderId,
      challenge_id: challenge.challengeId,
      programme_id: challenge.programmeId,
      last4: challenge.last4,
      phone_fingerprint: challenge.phoneFingerprint,
      card_fingerprint: challenge.cardFingerprint,
      expires_at: challenge.expiresAt,
      otp_fingerprint: null,
      card_token: null,
      product: null,
    },
  ])
}

export async function storeConfirmed(
  tx: Tx,
  { cardholderId, challengeId, expiresAt, ...confirmed }: ChallengeKey & Confirmed & { expiresAt: Date },
): Promise<void> {
  await tx.change(
    `UPDATE card_challenge SET otp_fingerprint = ?, card_token = ?, product = ?, expires_at = ?
     WHERE cardholder_id = ? AND challenge_id = ?`,
    [confirmed.otpFingerprint, confirmed.cardToken, confirmed.product, expiresAt, cardholderId, challengeId],
  )
}

/** Answers 0 when the challenge was used up before. */
export async function consumeChallenge(tx: Tx, { cardholderId, challengeId }: ChallengeKey): Promise<number> {
  return tx.change('DELETE FROM card_challenge WHERE cardholder_id = ? AND challenge_id = ?', [
    cardholderId,
    challengeId,
  ])
}

function fromRow(row: CardChallengeRow): Challenge {
  return {
    cardholderId: row.cardholder_id,
    challengeId: row.challenge_id,
    programmeId: row.programme_id,
    last4: row.last4,
    phoneFingerprint: row.phone_fingerprint,
    cardFingerprint: row.card_fingerprint,
    expiresAt: moment(row.expires_at),
    confirmed: confirmedOf(row),
  }
}

function confirmedOf({ otp_fingerprint, card_token, product }: CardChallengeRow): Confirmed | null {
  if (otp_fingerprint === null || card_token === null || product === null) return null
  return { otpFingerprint: otp_fingerprint, cardToken: card_token, product }
}
