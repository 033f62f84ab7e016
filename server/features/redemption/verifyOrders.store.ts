import type { Reader } from '../../db/database'

const shownAtMost = 100

/**
 * Proves that orders at suppliers and redemptions are two sides of the same thing: one order for each redemption that is
 * ordered, in the same state; what was delivered has evidence and redeemed its points, what failed gave them back, and
 * what is open holds them; and as much of the stock is issued as redemptions have not failed.
 * @returns one English sentence for each that is out of order, a hundred of each kind at most
 */
export async function ordersOutOfOrder(reader: Reader): Promise<string[]> {
  return [
    ...(await pairsOutOfOrder(reader)),
    ...(await ordersAlone(reader)),
    ...(await closedWithoutEvidence(reader)),
    ...(await pointsOutOfOrder(reader)),
    ...(await stockOutOfOrder(reader)),
  ]
}

const redemptionStateOf =
  "CASE o.state WHEN 'new' THEN 'held' WHEN 'placing' THEN 'delivering' WHEN 'accepted' THEN 'delivering' ELSE o.state END"

async function pairsOutOfOrder(reader: Reader): Promise<string[]> {
  const rows = await reader.rows<{ id: string; state: string; order_state: string | null }>(
    `SELECT r.id, r.state, o.state AS order_state FROM redemption r
     LEFT JOIN supplier_order o ON o.cardholder_id = r.cardholder_id AND o.redemption_id = r.id
       AND o.order_no = r.order_no AND o.points = r.points AND o.programme_id = r.programme_id
     WHERE r.order_no IS NOT NULL AND (o.order_no IS NULL OR ${redemptionStateOf} <> r.state) LIMIT ${shownAtMost}`,
  )
  return rows.map(({ id, state, order_state }) => {
    return `redemption ${id} is ${state}, ${order_state === null ? 'without its order' : `and its order ${order_state}`}`
  })
}

/** The unique index of orders by redemption says that there is never a second one. */
async function ordersAlone(reader: Reader): Promise<string[]> {
  const rows = await reader.rows<{ order_no: string }>(
    `SELECT o.order_no FROM supplier_order o
     LEFT JOIN redemption r ON r.cardholder_id = o.cardholder_id AND r.id = o.redemption_id AND r.order_no = o.order_no
     WHERE r.id IS NULL LIMIT ${shownAtMost}`,
  )
  return rows.map(({ order_no }) => `order ${order_no} is of no redemption`)
}

async function closedWithoutEvidence(reader: Reader): Promise<string[]> {
  const rows = await reader.rows<{ order_no: string; state: string }>(
    `SELECT order_no, state FROM supplier_order
     WHERE (state IN ('delivered', 'failed')) <> (evidence IS NOT NULL AND closed_at IS NOT NULL AND due_at IS NULL)
       OR (state IN ('delivered', 'failed') AND evidence <> 'person' AND evidence_hash IS NULL)
       OR (state = 'delivered' AND evidence <> 'person' AND serial IS NULL) LIMIT ${shownAtMost}`,
  )
  return rows.map(({ order_no, state }) => `order ${order_no} is ${state}, and its evidence says otherwise`)
}

/** The ledger's word: points redeemed, given back, or held. */
async function pointsOutOfOrder(reader: Reader): Promise<string[]> {
  const rows = await reader.rows<{ id: string; state: string; held: string | number; redeemed: string | number }>(
    `SELECT r.id, r.state, COALESCE(SUM(CASE WHEN e.account = 'held' THEN e.amount END), 0) AS held,
       COALESCE(SUM(CASE WHEN e.account = 'redeemed' THEN e.amount END), 0) AS redeemed
     FROM redemption r
     LEFT JOIN v_entry e ON e.cardholder_id = r.cardholder_id AND e.reference = r.id
     WHERE r.order_no IS NOT NULL GROUP BY r.cardholder_id, r.id, r.state, r.points
     HAVING redeemed <> CASE WHEN r.state = 'delivered' THEN r.points ELSE 0 END
       OR held <> CASE WHEN r.state IN ('delivered', 'failed') THEN 0 ELSE r.points END LIMIT ${shownAtMost}`,
  )
  return rows.map(({ id, state, held, redeemed }) => {
    return `redemption ${id} is ${state}, with ${held} points held and ${redeemed} redeemed`
  })
}

async function stockOutOfOrder(reader: Reader): Promise<string[]> {
  const rows = await reader.rows<{ benefit_id: string; issued: number; redemptions: number | string }>(
    `SELECT s.benefit_id, s.issued, COUNT(r.id) AS redemptions FROM benefit_stock s
     JOIN benefit b ON b.programme_id = s.programme_id AND b.benefit_id = s.benefit_id AND b.supplier IS NOT NULL
     LEFT JOIN redemption r ON r.programme_id = s.programme_id AND r.benefit_id = s.benefit_id AND r.state <> 'failed'
     GROUP BY s.programme_id, s.benefit_id, s.issued HAVING COUNT(r.id) <> s.issued LIMIT ${shownAtMost}`,
  )
  return rows.map(({ benefit_id, issued, redemptions }) => {
    return `${issued} of benefit ${benefit_id} are issued, and ${redemptions} redemptions have not failed`
  })
}
