import type { Api } from '../../../shared/contract/api'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import type { Reader } from '../../db/database'
import { type OrderAtDesk, type OrderPart, ordersForPeople, redemptionsNamed } from '../redemption'
import { type DifferencePart, differencesPage } from './differences.store'
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
  sort?: OrderPart['sort'] | undefined
}

/** Orders that wait for a person, the oldest first unless it is said otherwise. */
export async function listManualOrders(
  reader: Reader,
  { now, sort = 'redeemedAt', cursor, ...asked }: OrdersAsked,
): Promise<Orders> {
  const before = new Date(now.getTime() - productionPace.settleMs)
  const found = await ordersForPeople(reader, { ...asked, before }, { sort, cursor, limit: ordersPerPage })
  const shown: Orders['orders'] = []
  for (const order of found.orders) shown.push(await shownOrder(reader, order))
  return { orders: shown, next: found.next }
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

/** What suppliers say otherwise than we have it, the newest first unless it is said otherwise. */
export async function listDifferences(
  reader: Reader,
  {
    sort = '-seenAt',
    cursor,
    ...asked
  }: {
    programmeIds: readonly string[]
    cursor?: string | undefined
    supplier?: string
    kind?: string
    sort?: DifferencePart['sort'] | undefined
  },
): Promise<Differences> {
  const { differences, next } = await differencesPage(reader, asked, { sort, cursor, limit: differencesPerPage })
  return { differences: differences.map(({ seenAt, ...rest }) => ({ ...rest, seenAt: seenAt.toISOString() })), next }
}
