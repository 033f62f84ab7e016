import type { Reader, Tx } from '../../db/database'
import { moment } from '../../db/statements'
import type { StepUpRow } from './risk.entities'

export interface StepUp {
  cardholderId: string
  stepUpId: string
  programmeId: string
  way: 'otp' | 'soter'
  /** Of the device that signs. */
  sessionId: string | null
  challengeId: string
  cardToken: string
  boundTo: string
  expiresAt: Date
}

/** One step-up: every statement names its cardholder too, so that nobody uses another's. */
export type StepUpKey = Pick<StepUp, 'cardholderId' | 'stepUpId'>

/** Longer than any transaction: what one of them has read it also finds again, or it would fail with all its batch. */
const keptWhenOverMs = 600_000

/** Keeps a new one, and forgets this cardholder's old ones. */
export async function keepStepUp(tx: Tx, { now, ...stepUp }: StepUp & { now: Date }): Promise<void> {
  await tx.change('DELETE FROM step_up WHERE cardholder_id = ? AND expires_at <= ?', [
    stepUp.cardholderId,
    new Date(now.getTime() - keptWhenOverMs),
  ])
  await tx.insert('step_up', [
    {
      cardholder_id: stepUp.cardholderId,
      step_up_id: stepUp.stepUpId,
      programme_id: stepUp.programmeId,
      way: stepUp.way,
      session_id: stepUp.sessionId,
      challenge_id: stepUp.challengeId,
      card_token: stepUp.cardToken,
      bound_to: stepUp.boundTo,
      token_fingerprint: null,
      expires_at: stepUp.expiresAt,
      used_at: null,
      created_at: now,
    },
  ])
}

/** One that can still be confirmed in this way: it is alive and was not used. */
export async function findStepUp(
  reader: Reader,
  { cardholderId, stepUpId, way, now }: StepUpKey & Pick<StepUp, 'way'> & { now: Date },
): Promise<StepUp | null> {
  const [row] = await reader.rows<StepUpRow>(
    'SELECT * FROM step_up WHERE cardholder_id = ? AND step_up_id = ? AND way = ? AND used_at IS NULL AND expires_at > ?',
    [cardholderId, stepUpId, way, now],
  )
  return row ? stepUpOf(row) : null
}

/** Answers 0 when it was used meanwhile. A later right answer to the same password gives a new token in place of the old. */
export function storeToken(
  tx: Tx,
  { cardholderId, stepUpId, fingerprint, expiresAt }: StepUpKey & { fingerprint: string; expiresAt: Date },
): Promise<number> {
  return tx.change(
    `UPDATE step_up SET token_fingerprint = ?, expires_at = ?
     WHERE cardholder_id = ? AND step_up_id = ? AND used_at IS NULL`,
    [fingerprint, expiresAt, cardholderId, stepUpId],
  )
}

/** The same for what a device signed: one signature gives one token. */
export function storeFirstToken(
  tx: Tx,
  { cardholderId, stepUpId, fingerprint, expiresAt }: StepUpKey & { fingerprint: string; expiresAt: Date },
): Promise<number> {
  return tx.change(
    `UPDATE step_up SET token_fingerprint = ?, expires_at = ?
     WHERE cardholder_id = ? AND step_up_id = ? AND used_at IS NULL AND token_fingerprint IS NULL`,
    [fingerprint, expiresAt, cardholderId, stepUpId],
  )
}

/** Ends what a device was to sign: the one that failed, or all that this session has asked for so far. */
export function endChallenges(
  tx: Tx,
  { cardholderId, sessionId }: { cardholderId: string; sessionId: string },
): Promise<number> {
  return tx.change(
    `DELETE FROM step_up WHERE cardholder_id = ? AND session_id = ? AND way = 'soter' AND token_fingerprint IS NULL`,
    [cardholderId, sessionId],
  )
}

/** The unused, living step-ups behind tokens. */
export async function stepUpsBehind(
  reader: Reader,
  tokens: readonly { cardholderId: string; fingerprint: string }[],
): Promise<Map<string, StepUp>> {
  if (tokens.length === 0) return new Map()
  const rows = await reader.rows<StepUpRow>(
    `SELECT * FROM step_up
     WHERE (${tokens.map(() => '(cardholder_id = ? AND token_fingerprint = ?)').join(' OR ')}) AND used_at IS NULL`,
    tokens.flatMap(({ cardholderId, fingerprint }) => [cardholderId, fingerprint]),
  )
  return new Map(rows.map((row) => [row.token_fingerprint ?? '', stepUpOf(row)]))
}

/** Uses up step-ups: all of them, or the transaction fails. */
export async function spendStepUps(tx: Tx, keys: readonly StepUpKey[], now: Date): Promise<void> {
  if (keys.length === 0) return
  await tx.changeExactly(
    keys.length,
    `UPDATE step_up SET used_at = ?
     WHERE used_at IS NULL AND (${keys.map(() => '(cardholder_id = ? AND step_up_id = ?)').join(' OR ')})`,
    [now, ...keys.flatMap(({ cardholderId, stepUpId }) => [cardholderId, stepUpId])],
  )
}

function stepUpOf(row: StepUpRow): StepUp {
  return {
    cardholderId: row.cardholder_id,
    stepUpId: row.step_up_id,
    programmeId: row.programme_id,
    way: row.way,
    sessionId: row.session_id,
    challengeId: row.challenge_id,
    cardToken: row.card_token,
    boundTo: row.bound_to,
    expiresAt: moment(row.expires_at),
  }
}
