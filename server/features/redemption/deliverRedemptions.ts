import type { RedemptionOrigin } from '../../../shared/contract/redemption'
import { maskAccount } from '../../../shared/values/masks'
import type { Points } from '../../../shared/values/points'
import type { Tx } from '../../db/database'
import { enqueueAll } from '../../db/outbox'
import type { Surroundings } from '../../ports/surroundings'
import type { Vault } from '../../ports/vault'
import { type Benefit, giveCodes } from '../catalogue'
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
}

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
  const isOrdered = benefit.source !== null
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
    state: isOrdered ? 'held' : 'delivered',
    transactionId: price.transactionId,
    delivery: benefit.delivery,
    campaignId: benefit.campaignId,
    accountMasked: grant.account === undefined ? null : maskAccount(grant.account),
    accountFingerprint: grant.account === undefined ? null : vault.fingerprint('account', grant.account),
    orderNo: isOrdered ? orderNoOf(id) : null,
    code: code && { seq: code.seq, id: code.id, masked: code.masked },
    validUntil:
      benefit.delivery === 'topup' ? null : earlier(validUntil(now, benefit.validDays), code?.validUntil ?? null),
    revealedAt: null,
    usedAt: null,
    deliveredAt: isOrdered ? null : now,
    failure: null,
    createdAt: now,
  }
}

/** Ours, at most 32 characters for the suppliers that take no more, and the same for ever. */
function orderNoOf(redemptionId: string): string {
  return `K${redemptionId}`
}

function orderOf({ who, id, benefit, price, account }: Grant, { vault, now }: { vault: Vault; now: Date }) {
  if (benefit.source === null) return []
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
