import type { Lane, RegionKind } from '../../../shared/contract/riskRules'
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
  /** In which it was asked for, and from where. */
  lane: Lane
  regionKind: RegionKind
  /** The bank's name for it; null where it sent no message. */
  bankChallengeId: string | null
  /** The phone was not known to be the cardholder's own: nothing is told that a right password does not earn. */
  isStrangers: boolean
  wrongTries: number
  expiresAt: Date
  /** What the bank answered to the right password, once it did. */
  confirmed: Confirmed | null
}

export interface Confirmed {
  otpFingerprint: string
  cardToken: string
  product: string
  isMinor: boolean
}

/** One challenge: every statement names its cardholder too, so that nobody confirms another's. */
export type ChallengeKey = Pick<Challenge, 'cardholderId' | 'challengeId'>

export async function findChallenge(
  reader: Reader,
  { cardholderId, challengeId, now }: ChallengeKey & { now: Date },
): Promise<Challenge | null> {
  const [row] = await reader.rows<CardChallengeRow>(
    `SELECT cardholder_id, challenge_id, programme_id, last4, phone_fingerprint, card_fingerprint, lane, region_kind,
       bank_challenge_id, is_strangers, wrong_tries, expires_at, otp_fingerprint, card_token, product, minor
     FROM card_challenge WHERE cardholder_id = ? AND challenge_id = ? AND expires_at > ?`,
    [cardholderId, challengeId, now],
  )
  return row ? fromRow(row) : null
}

/** Keeps a new challenge, and forgets this cardholder's old ones and those for the same card and phone, which it replaces. */
export async function keepChallenge(
  tx: Tx,
  { now, ...challenge }: Omit<Challenge, 'confirmed' | 'wrongTries'> & { now: Date },
): Promise<void> {
  await tx.change(
    `DELETE FROM card_challenge WHERE cardholder_id = ?
       AND (expires_at <= ? OR (otp_fingerprint IS NULL AND card_fingerprint = ? AND phone_fingerprint = ?))`,
    [challenge.cardholderId, now, challenge.cardFingerprint, challenge.phoneFingerprint],
  )
  await tx.insert('card_challenge', [
    {
      cardholder_id: challenge.cardholderId,
      challenge_id: challenge.challengeId,
      programme_id: challenge.programmeId,
      last4: challenge.last4,
      phone_fingerprint: challenge.phoneFingerprint,
      card_fingerprint: challenge.cardFingerprint,
      lane: challenge.lane,
      region_kind: challenge.regionKind,
      bank_challenge_id: challenge.bankChallengeId,
      is_strangers: challenge.isStrangers ? 1 : 0,
      wrong_tries: 0,
      expires_at: challenge.expiresAt,
      otp_fingerprint: null,
      card_token: null,
      product: null,
      minor: null,
    },
  ])
}

export async function storeConfirmed(
  tx: Tx,
  { cardholderId, challengeId, expiresAt, ...confirmed }: ChallengeKey & Confirmed & { expiresAt: Date },
): Promise<void> {
  await tx.change(
    `UPDATE card_challenge SET otp_fingerprint = ?, card_token = ?, product = ?, minor = ?, expires_at = ?
     WHERE cardholder_id = ? AND challenge_id = ?`,
    [
      confirmed.otpFingerprint,
      confirmed.cardToken,
      confirmed.product,
      confirmed.isMinor,
      expiresAt,
      cardholderId,
      challengeId,
    ],
  )
}

/** Writes one more wrong password down; answers how many that makes. */
export async function storeWrongTry(tx: Tx, { cardholderId, challengeId }: ChallengeKey): Promise<number> {
  const key = [cardholderId, challengeId]
  await tx.change(
    'UPDATE card_challenge SET wrong_tries = wrong_tries + 1 WHERE cardholder_id = ? AND challenge_id = ?',
    key,
  )
  const [row] = await tx.rows<Pick<CardChallengeRow, 'wrong_tries'>>(
    'SELECT wrong_tries FROM card_challenge WHERE cardholder_id = ? AND challenge_id = ?',
    key,
  )
  return row?.wrong_tries ?? 0
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
    lane: row.lane as Lane,
    regionKind: row.region_kind as RegionKind,
    bankChallengeId: row.bank_challenge_id,
    isStrangers: row.is_strangers === 1,
    wrongTries: row.wrong_tries,
    expiresAt: moment(row.expires_at),
    confirmed: confirmedOf(row),
  }
}

function confirmedOf({ otp_fingerprint, card_token, product, minor }: CardChallengeRow): Confirmed | null {
  if (otp_fingerprint === null || card_token === null || product === null) return null
  return { otpFingerprint: otp_fingerprint, cardToken: card_token, product, isMinor: minor === 1 }
}
