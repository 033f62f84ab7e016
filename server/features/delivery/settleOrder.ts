import type { Tx } from '../../db/database'
import { Refused } from '../../http/refused'
import type { Surroundings } from '../../ports/surroundings'
import type { Vault } from '../../ports/vault'
import { findOrder, type OrderedBenefit } from '../redemption'
import { closeOrder, lockForClosing } from './closeOrder'
import { type DeliveryPace, productionPace } from './pace'

/** What a person found out about an order. */
export interface Settling {
  programmeId: string
  orderNo: string
  outcome: 'delivered' | 'failed'
  serial: string | null
}

/**
 * Whose order it is, if it waits for a person, or has been unknown or unsent for long.
 * @throws Refused not_found, order_not_open
 */
export async function orderToSettle(
  tx: Tx,
  { programmeId, orderNo }: Pick<Settling, 'programmeId' | 'orderNo'>,
  { now, pace = productionPace }: { now: Date; pace?: DeliveryPace },
): Promise<OrderedBenefit> {
  const found = await findOrder(tx, orderNo)
  if (found?.programmeId !== programmeId) throw new Refused('not_found')
  const order = await lockForClosing(tx, found, now)
  if (!mayBeSettled(order, { now, pace })) throw new Refused('order_not_open')
  return order
}

/** Closes an order by a person's word. */
export async function settleOrder(
  tx: Tx,
  order: OrderedBenefit,
  {
    outcome,
    serial,
    surroundings,
    vault,
  }: Pick<Settling, 'outcome' | 'serial'> & { surroundings: Surroundings; vault: Vault },
): Promise<void> {
  const verdict = { outcome, evidence: 'person', serial, link: null, reason: null, proof: null } as const
  const closed = await closeOrder(tx, order, { verdict, surroundings, vault, pace: productionPace })
  if (closed !== 'closed') throw new Error(`order ${order.orderNo} was ${closed} by a person`)
}

function mayBeSettled(
  { state, unsureSince, createdAt }: OrderedBenefit,
  { now, pace }: { now: Date; pace: DeliveryPace },
): boolean {
  if (state === 'manual') return true
  const isLong = (since: Date) => now.getTime() - since.getTime() > pace.settleMs
  // Never sent: its supplier turns it away, or is not configured. Whoever closes it keeps it from being sent.
  if (state === 'new') return isLong(createdAt)
  return state === 'unknown' && unsureSince !== null && isLong(unsureSince)
}
