import type { BenefitCategory, Delivery } from '../../../shared/contract/catalogue'
import type { RedemptionOrigin, RedemptionState } from '../../../shared/contract/redemption'
import { firstIdAt } from '../../../shared/values/ids'
import { points } from '../../../shared/values/points'
import type { Parameter, Reader, Tx } from '../../db/database'
import { marks, moment } from '../../db/statements'
import type { IdempotencyKey } from '../../http/idempotency'
import { waitingReviews } from '../risk'
import type { Redemption } from './redemption'
import type { RedemptionRow } from './redemption.entities'
import type { PastRedemption } from './redemption.rules'

export async function insertRedemptions(tx: Tx, redemptions: readonly Redemption[]): Promise<void> {
  await tx.insert(
    'redemption',
    redemptions.map((redemption) => ({
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
      delivery: redemption.delivery,
      campaign_id: redemption.campaignId,
      account_masked: redemption.accountMasked,
      account_fingerprint: redemption.accountFingerprint,
      order_no: redemption.orderNo,
      link_cipher: null,
      failure: redemption.failure,
      delivered_at: redemption.deliveredAt,
    })),
  )
}

type PastOf = (cardholderId: string) => PastRedemption[]

/**
 * What cardholders have redeemed for points of the benefits that they ask for. Failed ones gave the points back and do not
 * count; what a tier gave has a limit of its own.
 */
export function pastRedemptions(
  reader: Reader,
  wanted: readonly { cardholderId: string; benefitId: string }[],
): Promise<PastOf> {
  const pairs = wanted.map(({ cardholderId, benefitId }): [string, string] => [cardholderId, benefitId])
  return past(reader, 'benefit_id', pairs)
}

/** The same of all benefits of campaigns. */
export function pastInCampaigns(
  reader: Reader,
  wanted: readonly { cardholderId: string; campaignId: string }[],
): Promise<PastOf> {
  const pairs = wanted.map(({ cardholderId, campaignId }): [string, string] => [cardholderId, campaignId])
  return past(reader, 'campaign_id', pairs)
}

async function past(
  reader: Reader,
  column: 'benefit_id' | 'campaign_id',
  pairs: readonly [string, string][],
): Promise<PastOf> {
  if (pairs.length === 0) return () => []
  const rows = await reader.rows<PastRow>(
    `SELECT cardholder_id, id, benefit_id, campaign_id, created_at FROM redemption
     WHERE (${pairs.map(() => `(cardholder_id = ? AND ${column} = ?)`).join(' OR ')})
       AND origin = 'points' AND state <> 'failed'`,
    pairs.flat(),
  )
  const found = new Map<string, PastRedemption[]>()
  for (const { cardholder_id, id, benefit_id: benefitId, campaign_id: campaignId, created_at } of rows) {
    const one = { id, benefitId, campaignId, at: moment(created_at) }
    found.set(cardholder_id, [...(found.get(cardholder_id) ?? []), one])
  }
  return (cardholderId) => found.get(cardholderId) ?? []
}

/** Points that cardholders have redeemed since a moment; what failed gave them back. Ids carry their time. */
export async function redeemedSince(
  reader: Reader,
  cardholderIds: readonly string[],
  since: Date,
): Promise<(cardholderId: string) => number> {
  if (cardholderIds.length === 0) return () => 0
  const rows = await reader.rows<{ cardholder_id: string; points: string | number }>(
    `SELECT cardholder_id, SUM(points) AS points FROM redemption
     WHERE cardholder_id IN (${marks(cardholderIds)}) AND id >= ? AND origin = 'points' AND state <> 'failed'
     GROUP BY cardholder_id`,
    [...cardholderIds, firstIdAt(since)],
  )
  const redeemed = new Map(rows.map((row) => [row.cardholder_id, points(row.points)]))
  return (cardholderId) => redeemed.get(cardholderId) ?? 0
}

type PastRow = Pick<RedemptionRow, 'cardholder_id' | 'id' | 'benefit_id' | 'campaign_id' | 'created_at'>

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

/** The redemptions made under keys. */
export async function redemptionsUnderKeys(
  reader: Reader,
  keys: readonly KeyOfOwner[],
): Promise<(key: KeyOfOwner) => Redemption | undefined> {
  if (keys.length === 0) return () => undefined
  // Answered from the index alone; mostly there is nothing.
  const known = await reader.rows<Pick<RedemptionRow, 'cardholder_id' | 'id'>>(
    `SELECT cardholder_id, id FROM redemption
     WHERE ${keys.map(() => '(cardholder_id = ? AND idempotency_key = ?)').join(' OR ')}`,
    keys.flatMap(({ ownerId, key }) => [ownerId, key]),
  )
  if (known.length === 0) return () => undefined
  const rows = await reader.rows<RedemptionRow>(
    `SELECT * FROM redemption WHERE ${known.map(() => '(cardholder_id = ? AND id = ?)').join(' OR ')}`,
    known.flatMap(({ cardholder_id, id }) => [cardholder_id, id]),
  )
  const found = await redemptionsOf(reader, rows)
  const redemptions = new Map(found.map((each) => [`${each.cardholderId} ${each.idempotencyKey}`, each]))
  return ({ ownerId, key }) => redemptions.get(`${ownerId} ${key}`)
}

type KeyOfOwner = Pick<IdempotencyKey, 'ownerId' | 'key'>

export async function redemptionsNamed(
  reader: Reader,
  { cardholderId, ids }: { cardholderId: string; ids: readonly string[] },
): Promise<Redemption[]> {
  if (ids.length === 0) return []
  const rows = await reader.rows<RedemptionRow>(
    `SELECT * FROM redemption WHERE cardholder_id = ? AND id IN (${marks(ids)}) ORDER BY id`,
    [cardholderId, ...ids],
  )
  return redemptionsOf(reader, rows)
}

/** The link that a supplier delivered, sealed; its owner is part of the question. */
export async function sealedLink(
  reader: Reader,
  { cardholderId, redemptionId }: { cardholderId: string; redemptionId: string },
): Promise<string | null> {
  const [row] = await reader.rows<Pick<RedemptionRow, 'link_cipher'>>(
    'SELECT link_cipher FROM redemption WHERE cardholder_id = ? AND id = ?',
    [cardholderId, redemptionId],
  )
  return row?.link_cipher ?? null
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
  return row ? ((await redemptionsOf(reader, [row]))[0] ?? null) : null
}

/** With what those of them wait for that are held for a person: nothing was ordered for them, and nothing given. */
export async function redemptionsOf(reader: Reader, rows: readonly RedemptionRow[]): Promise<Redemption[]> {
  const redemptions = rows.map(redemptionOf)
  const held = redemptions.filter(({ state, orderNo }) => state === 'held' && orderNo === null)
  if (held.length === 0) return redemptions
  const names = held.map(({ cardholderId, id: redemptionId }) => ({ cardholderId, redemptionId }))
  const reviews = await waitingReviews(reader, names)
  return redemptions.map((redemption) => ({ ...redemption, review: reviews.get(redemption.id) ?? null }))
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
    usedAt: row.used_at === null ? null : moment(row.used_at),
    createdAt: moment(row.created_at),
    delivery: row.delivery as Delivery,
    campaignId: row.campaign_id,
    accountMasked: row.account_masked,
    accountFingerprint: row.account_fingerprint,
    orderNo: row.order_no,
    failure: row.failure,
    deliveredAt: row.delivered_at === null ? null : moment(row.delivered_at),
    review: null,
  }
}

function codeOf({ code_seq, code_id, code_masked }: RedemptionRow): Redemption['code'] {
  if (code_seq === null || code_id === null || code_masked === null) return null
  return { seq: code_seq, id: code_id, masked: code_masked }
}
