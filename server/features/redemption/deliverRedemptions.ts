import type { RedemptionOrigin } from '../../../shared/contract/redemption'
import { maskAccount } from '../../../shared/values/masks'
import type { Points } from '../../../shared/values/points'
import type { Tx } from '../../db/database'
import { enqueueAll } from '../../db/outbox'
import type { Surroundings } from '../../ports/surroundings'
import type { Vault } from '../../ports/vault'
import { type Benefit, type ClaimedCode, giveCodes } from '../catalogue'
import { insertReviews, type NewReview } from '../risk'
import type { Allotment } from './allotStock'
import type { Redemption } from './redemption'
import { earlier, validUntil } from './redemption.rules'
import { insertRedemptions } from './redemption.store'
import { insertOrders } from './supplierOrders.store'

export interface Who {
  programmeId: string
  cardholderId: string
}

/** A benefit that somebody gets. */
export interface Grant {
  who: Who
  id: string
  benefit: Benefit
  allotment: Allotment
  /** What was taken or set aside for it, and by which ledger transaction; for an entitlement nothing, by none. */
  price: { points: Points; transactionId: string | null }
  origin: RedemptionOrigin
  /** Kept for ever, so that a late repetition finds what its key has done. */
  key: string
  /** Whom to top up. */
  account?: string
  /** Held for a person: only what it costs is set aside, and nothing is given or ordered. */
  held?: HeldGrant | null
}

type HeldGrant = Pick<NewReview, 'decisionId' | 'reasons' | 'clearBy'> & { reviewHours: number }

export interface DeliverDeps {
  surroundings: Surroundings
  vault: Vault
}

/**
 * The one road by which benefits reach people, whatever was given for them: codes change hands at once, what a supplier
 * delivers is ordered, and who has got something is told. The caller holds the locks of accounts and stock and has asked
 * its rules.
 */
export async function deliverRedemptions(
  tx: Tx,
  grants: readonly Grant[],
  { surroundings, vault, now }: DeliverDeps & { now: Date },
): Promise<Redemption[]> {
  const redemptions = grants.map((grant) => redemptionOf(grant, { vault, now }))
  const delivered = redemptions.filter(({ state }) => state === 'delivered')
  const owners = grants.flatMap(({ who, id, allotment: { code } }) => {
    return code ? [{ programmeId: who.programmeId, code, redemptionId: id, cardholderId: who.cardholderId }] : []
  })
  const programmes = [...new Set(owners.map(({ programmeId }) => programmeId))]
  // One trip to the database, whatever is in it.
  await Promise.all([
    insertRedemptions(tx, redemptions),
    insertOrders(
      tx,
      grants.flatMap((grant) => orderOf(grant, { vault, now })),
    ),
    insertReviews(
      tx,
      grants.flatMap((grant) => reviewOf(grant, { vault, now })),
    ),
    enqueueAll(
      tx,
      delivered.map((redemption) => messageOf(redemption, surroundings.newId())),
    ),
    ...programmes.map((programmeId) =>
      giveCodes(
        tx,
        programmeId,
        owners.filter((owner) => owner.programmeId === programmeId),
      ),
    ),
  ])
  return redemptions
}

function redemptionOf(
  { who, id, benefit, allotment: { code }, price, ...grant }: Grant,
  { vault, now }: { vault: Vault; now: Date },
): Redemption {
  const { held = null } = grant
  const isOrdered = benefit.source !== null && !held
  const isDelivered = benefit.source === null && !held
  return {
    id,
    ...who,
    benefitId: benefit.id,
    benefitVersion: benefit.version,
    title: benefit.title,
    category: benefit.category,
    points: price.points,
    origin: grant.origin,
    idempotencyKey: grant.key,
    state: isDelivered ? 'delivered' : 'held',
    transactionId: price.transactionId,
    delivery: benefit.delivery,
    campaignId: benefit.campaignId,
    accountMasked: grant.account === undefined ? null : maskAccount(grant.account),
    accountFingerprint: grant.account === undefined ? null : vault.fingerprint('account', grant.account),
    orderNo: isOrdered ? orderNoOf(id) : null,
    code: code && { seq: code.seq, id: code.id, masked: code.masked },
    // What is held is valid from when it is set free.
    validUntil: held ? null : validityOf(benefit, { code, now }),
    revealedAt: null,
    usedAt: null,
    deliveredAt: isDelivered ? now : null,
    failure: null,
    createdAt: now,
    review: held && { reasons: [...held.reasons], clearBy: held.clearBy, promisedBy: promisedBy(held, now) },
  }
}

/** Until when something that is given now can be used; null for what is used up by arriving. */
export function validityOf(
  benefit: Pick<Benefit, 'delivery' | 'validDays'>,
  { code, now }: { code: ClaimedCode | null; now: Date },
): Date | null {
  return benefit.delivery === 'topup' ? null : earlier(validUntil(now, benefit.validDays), code?.validUntil ?? null)
}

function promisedBy({ reviewHours }: HeldGrant, now: Date): Date {
  return new Date(now.getTime() + reviewHours * 3_600_000)
}

function reviewOf({ who, id, held, account }: Grant, { vault, now }: { vault: Vault; now: Date }): NewReview[] {
  if (!held) return []
  const { decisionId, reasons, clearBy } = held
  const accountCipher = account === undefined ? null : vault.seal(account)
  const times = { heldAt: now, promisedBy: promisedBy(held, now) }
  return [{ ...who, redemptionId: id, decisionId, reasons, clearBy, ...times, accountCipher }]
}

/** Ours, at most 32 characters for the suppliers that take no more, and the same for ever. */
export function orderNoOf(redemptionId: string): string {
  return `K${redemptionId}`
}

function orderOf({ who, id, benefit, price, account, held }: Grant, { vault, now }: { vault: Vault; now: Date }) {
  if (benefit.source === null || held) return []
  const accountCipher = account === undefined ? '' : vault.seal(account)
  const place = { orderNo: orderNoOf(id), redemptionId: id, ...who, ...benefit.source }
  return [{ ...place, accountCipher, points: price.points, createdAt: now }]
}

function messageOf(redemption: Redemption, messageId: string) {
  const { id, programmeId, cardholderId, title, points, createdAt, delivery } = redemption
  return {
    id: messageId,
    topic: 'redemption.delivered' as const,
    programmeId,
    cardholderId,
    payload: { redemptionId: id, title, points, redeemedAt: createdAt.toISOString(), delivery },
    now: createdAt,
  }
}
