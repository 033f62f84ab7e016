import type { Api } from '../../../shared/contract/api'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import type { Reader } from '../../db/database'
import { type OrderAtDesk, ordersForPeople, redemptionsNamed } from '../redemption'
import { differencesPage } from './differences.store'
import { productionPace } from './pace'

type Orders = ReplyOf<Api['operators']['manualOrders']>
type Differences = ReplyOf<Api['operators']['supplierDifferences']>

const ordersPerPage = 20
const differencesPerPage = 50

export interface OrdersAsked {
  programmeId: string
  cursor?: string | undefined
  now: Date
  /** Only this supplier's, and only those in this state, where it is said. */
  supplier?: string
  state?: string
}

/** Orders that wait for a person, the oldest first. */
export async function listManualOrders(
  reader: Reader,
  { programmeId, cursor, now, supplier, state }: OrdersAsked,
): Promise<Orders> {
  const before = new Date(now.getTime() - productionPace.settleMs)
  const page = { programmeId, before, after: cursor, limit: ordersPerPage + 1, supplier, state }
  const orders = await ordersForPeople(reader, page)
  const visible = orders.slice(0, ordersPerPage)
  const shown: Orders['orders'] = []
  for (const order of visible) shown.push(await shownOrder(reader, order))
  return { orders: shown, next: orders.length > ordersPerPage ? (visible.at(-1)?.orderNo ?? null) : null }
}

async function shownOrder(reader: Reader, order: OrderAtDesk): Promise<Orders['orders'][number]> {
  const { orderNo, cardholderId, redemptionId, supplier, sku, points, state, attempts } = order
  const [redemption] = await redemptionsNamed(reader, { cardholderId, ids: [redemptionId] })
  return {
    orderNo,
    cardholderId,
    redemptionId,
    supplier,
    sku,
    title: redemption?.title ?? '',
    accountMasked: redemption?.accountMasked ?? null,
    points,
    state: state === 'manual' || state === 'new' ? state : 'unknown',
    attempts,
    redeemedAt: order.createdAt.toISOString(),
    placedAt: order.placedAt?.toISOString() ?? null,
    unsureSince: order.unsureSince?.toISOString() ?? null,
    lastError: order.lastError,
  }
}

/** What suppliers say otherwise than we have it, the newest first. */
export async function listDifferences(
  reader: Reader,
  {
    programmeIds,
    cursor,
    ...only
  }: { programmeIds: readonly string[]; cursor?: string | undefined; supplier?: string; kind?: string },
): Promise<Differences> {
  const found = await differencesPage(reader, { programmeIds, before: cursor, limit: differencesPerPage + 1, ...only })
  const visible = found.slice(0, differencesPerPage)
  return {
    differences: visible.map(({ seenAt, ...rest }) => ({ ...rest, seenAt: seenAt.toISOString() })),
    next: found.length > differencesPerPage ? (visible.at(-1)?.id ?? null) : null,
  }
}
