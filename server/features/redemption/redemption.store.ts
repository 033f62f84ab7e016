import type { BenefitCategory } from '../../../shared/contract/catalogue'
import type { RedemptionOrigin, RedemptionState } from '../../../shared/contract/redemption'
import { points } from '../../../shared/values/points'
import type { Parameter, Reader, Tx } from '../../db/database'
import { marks, moment } from '../../db/statements'
import type { Redemption } from './redemption'
import type { RedemptionRow } from './redemption.entities'

export async function insertRedemption(tx: Tx, redemption: Redemption): Promise<void> {
  await tx.insert('redemption', [
    {
      cardholder_id: redemption.cardholderId,
      id: redemption.id,
      programme_id: redemption.programmeId,
      benefit_id: redemption.benefitId,
      benefit_version: redemption.benefitVersion,
      title: redemption.title,
      category: redemption.category,
      points: redemption.points,
      origin: redemption.origin,
      idempotency_key: redemption.idempotencyKey,
      state: redemption.state,
      transaction_id: redemption.transactionId,
      code_seq: redemption.code?.seq ?? null,
      code_id: redemption.code?.id ?? null,
      code_masked: redemption.code?.masked ?? null,
      valid_until: redemption.validUntil,
      revealed_at: redemption.revealedAt,
      created_at: redemption.createdAt,
    },
  ])
}

/**
 * How often a cardholder has redeemed a benefit for points. Failed ones gave the points back and do not count; what the
 * tier gave has a limit of its own.
 */
export async function timesRedeemed(
  reader: Reader,
  { cardholderId, benefitId }: { cardholderId: string; benefitId: string },
): Promise<number> {
  const [row] = await reader.rows<{ times: number | string }>(
    `SELECT COUNT(*) AS times FROM redemption
     WHERE cardholder_id = ? AND benefit_id = ? AND origin = 'points' AND state <> 'failed'`,
    [cardholderId, benefitId],
  )
  return Number(row?.times ?? 0)
}

export function findRedemption(
  reader: Reader,
  { cardholderId, redemptionId }: { cardholderId: string; redemptionId: string },
): Promise<Redemption | null> {
  return first(reader, 'cardholder_id = ? AND id = ?', [cardholderId, redemptionId])
}

export function redemptionUnderKey(
  reader: Reader,
  { cardholderId, key }: { cardholderId: string; key: string },
): Promise<Redemption | null> {
  return first(reader, 'cardholder_id = ? AND idempotency_key = ?', [cardholderId, key])
}

export async function redemptionsNamed(
  reader: Reader,
  { cardholderId, ids }: { cardholderId: string; ids: readonly string[] },
): Promise<Redemption[]> {
  if (ids.length === 0) return []
  const rows = await reader.rows<RedemptionRow>(
    `SELECT * FROM redemption WHERE cardholder_id = ? AND id IN (${marks(ids)}) ORDER BY id`,
    [cardholderId, ...ids],
  )
  return rows.map(redemptionOf)
}

/** The newest first, from before `before`. */
export async function redemptionsOf(
  reader: Reader,
  { cardholderId, before, limit }: { cardholderId: string; before?: string; limit: number },
): Promise<Redemption[]> {
  const rows = await reader.rows<RedemptionRow>(
    `SELECT * FROM redemption WHERE cardholder_id = ? ${before ? 'AND id < ?' : ''} ORDER BY id DESC LIMIT ${limit}`,
    before ? [cardholderId, before] : [cardholderId],
  )
  return rows.map(redemptionOf)
}

export interface Reveal {
  cardholderId: string
  redemptionId: string
  id: string
  at: Date
  sessionId: string
  address: string
}

/** The audit row of one look at a code; the first look also marks the redemption. */
export async function recordReveal(tx: Tx, reveal: Reveal): Promise<void> {
  await tx.insert('redemption_reveal', [
    {
      cardholder_id: reveal.cardholderId,
      redemption_id: reveal.redemptionId,
      id: reveal.id,
      at: reveal.at,
      session_id: reveal.sessionId,
      address: reveal.address,
    },
  ])
  await tx.change('UPDATE redemption SET revealed_at = ? WHERE cardholder_id = ? AND id = ? AND revealed_at IS NULL', [
    reveal.at,
    reveal.cardholderId,
    reveal.redemptionId,
  ])
}

async function first(reader: Reader, where: string, parameters: Parameter[]): Promise<Redemption | null> {
  const [row] = await reader.rows<RedemptionRow>(`SELECT * FROM redemption WHERE ${where}`, parameters)
  return row ? redemptionOf(row) : null
}

function redemptionOf(row: RedemptionRow): Redemption {
  return {
    id: row.id,
    cardholderId: row.cardholder_id,
    programmeId: row.programme_id,
    benefitId: row.benefit_id,
    benefitVersion: row.benefit_version,
    title: row.title,
    category: row.category as BenefitCategory,
    points: points(row.points),
    origin: row.origin as RedemptionOrigin,
    idempotencyKey: row.idempotency_key,
    state: row.state as RedemptionState,
    transactionId: row.transaction_id,
    code: codeOf(row),
    validUntil: row.valid_until === null ? null : moment(row.valid_until),
    revealedAt: row.revealed_at === null ? null : moment(row.revealed_at),
    createdAt: moment(row.created_at),
  }
}

function codeOf({ code_seq, code_id, code_masked }: RedemptionRow): Redemption['code'] {
  if (code_seq === null || code_id === null || code_masked === null) return null
  return { seq: code_seq, id: code_id, masked: code_masked }
}
