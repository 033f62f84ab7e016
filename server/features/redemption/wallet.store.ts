import type { WalletShelf } from '../../../shared/contract/redemption'
import type { Parameter, Reader, Tx } from '../../db/database'
import { moment, momentText } from '../../db/statements'
import type { Redemption } from './redemption'
import type { RedemptionRow } from './redemption.entities'
import type { PastRedemption } from './redemption.rules'
import { redemptionsOf } from './redemption.store'

interface Shelving {
  /** Which redemptions stand there; `?` is the moment of asking, where it has one. */
  where: string
  hasMoment: boolean
  /** By what they stand in a row, as text that sorts. */
  key: string
  keyOf: (redemption: Redemption) => string
  direction: 'ASC' | 'DESC'
}

const hasArrived = "state = 'delivered' AND delivery = 'topup'"
const never = '9999-12-31 00:00:00.000'
const textOf = (at: Date | null, otherwise: Date) => momentText(at ?? otherwise)

/** What is under way stands before all that has a last day. */
const shelves: Record<WalletShelf, Shelving> = {
  usable: {
    where: `state <> 'failed' AND used_at IS NULL AND NOT (${hasArrived}) AND (valid_until IS NULL OR valid_until >= ?)`,
    hasMoment: true,
    key: `CASE WHEN state <> 'delivered' THEN '0' ELSE COALESCE(valid_until, '${never}') END`,
    keyOf: ({ state, validUntil }) => {
      if (state !== 'delivered') return '0'
      return validUntil ? momentText(validUntil) : never
    },
    direction: 'ASC',
  },
  used: {
    where: `state <> 'failed' AND (used_at IS NOT NULL OR (${hasArrived}))`,
    hasMoment: false,
    key: 'COALESCE(used_at, delivered_at, created_at)',
    keyOf: ({ usedAt, deliveredAt, createdAt }) => textOf(usedAt ?? deliveredAt, createdAt),
    direction: 'DESC',
  },
  ended: {
    where: `(state = 'failed' OR (used_at IS NULL AND NOT (${hasArrived}) AND valid_until < ?))`,
    hasMoment: true,
    key: 'COALESCE(valid_until, created_at)',
    keyOf: ({ validUntil, createdAt }) => textOf(validUntil, createdAt),
    direction: 'DESC',
  },
}

interface Page {
  cardholderId: string
  /** Undefined for all of them, the newest first. */
  shelf?: WalletShelf
  now: Date
  /** Where the part before ended. */
  cursor?: string
  limit: number
}

/** One part of a wallet, and where the next begins. */
export async function walletPart(
  reader: Reader,
  { cardholderId, shelf, now, cursor, limit }: Page,
): Promise<{ redemptions: Redemption[]; next: string | null }> {
  const { where, hasMoment, key, keyOf, direction } = shelf ? shelves[shelf] : newestFirst
  const parameters: Parameter[] = hasMoment ? [cardholderId, now] : [cardholderId]
  const after = cursorParts(cursor)
  const comes = direction === 'ASC' ? '>' : '<'
  if (after) parameters.push(after.key, after.key, after.id)
  const rows = await reader.rows<RedemptionRow>(
    `SELECT * FROM redemption WHERE cardholder_id = ? AND ${where}
       ${after ? `AND (${key} ${comes} ? OR (${key} = ? AND id ${comes} ?))` : ''}
     ORDER BY ${key} ${direction}, id ${direction} LIMIT ${limit + 1}`,
    parameters,
  )
  const redemptions = await redemptionsOf(reader, rows.slice(0, limit))
  const last = redemptions.at(-1)
  return { redemptions, next: rows.length > limit && last ? `${keyOf(last)}_${last.id}` : null }
}

const newestFirst: Shelving = {
  where: '1 = 1',
  hasMoment: false,
  key: "'0'",
  keyOf: () => '0',
  direction: 'DESC',
}

function cursorParts(cursor: string | undefined): { key: string; id: string } | null {
  const [key, id] = cursor?.split('_') ?? []
  return key && id ? { key, id } : null
}

/** The first moment stays when it is said again. */
export async function writeUsed(
  tx: Tx,
  { cardholderId, redemptionId, usedAt }: { cardholderId: string; redemptionId: string; usedAt: Date | null },
): Promise<void> {
  const value = usedAt === null ? 'NULL' : 'COALESCE(used_at, ?)'
  const parameters = usedAt === null ? [cardholderId, redemptionId] : [usedAt, cardholderId, redemptionId]
  await tx.changeExactly(1, `UPDATE redemption SET used_at = ${value} WHERE cardholder_id = ? AND id = ?`, parameters)
}

/** All that a cardholder has redeemed for points and that did not fail. */
export async function pastOf(reader: Reader, cardholderId: string): Promise<PastRedemption[]> {
  const rows = await reader.rows<Pick<RedemptionRow, 'id' | 'benefit_id' | 'campaign_id' | 'created_at'>>(
    `SELECT id, benefit_id, campaign_id, created_at FROM redemption
     WHERE cardholder_id = ? AND origin = 'points' AND state <> 'failed'`,
    [cardholderId],
  )
  return rows.map(({ id, benefit_id: benefitId, campaign_id: campaignId, created_at }) => {
    return { id, benefitId, campaignId, at: moment(created_at) }
  })
}
