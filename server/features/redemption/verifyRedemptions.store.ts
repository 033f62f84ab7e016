import type { Reader } from '../../db/database'

const shownAtMost = 100

/**
 * Proves that codes and redemptions are two sides of the same thing: each delivered redemption that was not
 * ordered from a supplier has the code that names it as its owner, each issued code belongs to a delivered redemption, and
 * each that was replaced has what was given for it.
 * @returns one English sentence for each that is out of order, a hundred of each kind at most
 */
export async function redemptionsOutOfOrder(reader: Reader): Promise<string[]> {
  const without = await reader.rows<{ id: string }>(
    `SELECT r.id FROM redemption r
     LEFT JOIN benefit_code c ON c.programme_id = r.programme_id AND c.benefit_id = r.benefit_id AND c.seq = r.code_seq
       AND c.code_id = r.code_id AND c.redemption_id = r.id AND c.cardholder_id = r.cardholder_id AND c.state = 'issued'
     WHERE r.state = 'delivered' AND r.order_no IS NULL AND c.code_id IS NULL LIMIT ${shownAtMost}`,
  )
  const ownerless = await reader.rows<{ code_id: string }>(
    `SELECT c.code_id FROM benefit_code c
     LEFT JOIN redemption r ON r.cardholder_id = c.cardholder_id AND r.id = c.redemption_id AND r.code_id = c.code_id
       AND r.state = 'delivered'
     WHERE c.state = 'issued' AND r.id IS NULL LIMIT ${shownAtMost}`,
  )
  const unreplaced = await reader.rows<{ code_id: string }>(
    `SELECT c.code_id FROM benefit_code c
     LEFT JOIN redemption_redelivery d ON d.programme_id = c.programme_id AND d.code_before = c.code_id
       AND d.cardholder_id = c.cardholder_id AND d.redemption_id = c.redemption_id
     WHERE c.state = 'replaced' AND d.id IS NULL LIMIT ${shownAtMost}`,
  )
  return [
    ...without.map(({ id }) => `redemption ${id} was delivered without a code of its own`),
    ...ownerless.map(({ code_id }) => `code ${code_id} was issued without a redemption`),
    ...unreplaced.map(({ code_id }) => `code ${code_id} was replaced by none`),
  ]
}

/**
 * Proves that points are held for open redemptions and for nothing else.
 * @returns one English sentence for each cardholder for whom it does not hold, a hundred at most
 */
export async function holdsOutOfOrder(reader: Reader): Promise<string[]> {
  const rows = await reader.rows<{ cardholder_id: string; held: string | number; open_points: string | number }>(
    `SELECT a.cardholder_id, a.held, COALESCE(r.open_points, 0) AS open_points FROM account a
     LEFT JOIN (SELECT cardholder_id, SUM(points) AS open_points FROM redemption
                WHERE state IN ('held', 'delivering', 'unknown', 'manual') GROUP BY cardholder_id) r
       ON r.cardholder_id = a.cardholder_id
     WHERE a.held <> COALESCE(r.open_points, 0) LIMIT ${shownAtMost}`,
  )
  return rows.map(({ cardholder_id, held, open_points }) => {
    return `cardholder ${cardholder_id} has ${held} points held, but ${open_points} in open redemptions`
  })
}

/**
 * Proves that each delivered redemption took its price in points from the ledger, no more and no less; that no points were
 * redeemed but for it; and that those, and only those, that a tier gave cost nothing.
 * @returns one English sentence for each for which it does not hold, a hundred of each kind at most
 */
export async function pricesOutOfOrder(reader: Reader): Promise<string[]> {
  const rows = await reader.rows<{ id: string; points: string | number; taken: string | number }>(
    `SELECT r.id, r.points, COALESCE(SUM(e.amount), 0) AS taken FROM redemption r
     LEFT JOIN v_entry e ON e.cardholder_id = r.cardholder_id AND e.transaction_id = r.transaction_id
       AND e.account = 'redeemed' AND e.reference = r.id
     WHERE r.state = 'delivered' GROUP BY r.id, r.points HAVING COALESCE(SUM(e.amount), 0) <> r.points LIMIT ${shownAtMost}`,
  )
  const forNothing = await reader.rows<{ transaction_id: string; taken: string | number }>(
    `SELECT t.transaction_id, SUM(t.amount) AS taken FROM transfer t
     LEFT JOIN redemption r ON r.cardholder_id = t.cardholder_id AND r.id = t.reference
       AND r.transaction_id = t.transaction_id AND r.state = 'delivered'
     WHERE t.to_account = 'redeemed' AND t.kind <> 'tier_upgrade' AND r.id IS NULL
     GROUP BY t.cardholder_id, t.transaction_id LIMIT ${shownAtMost}`,
  )
  const otherPrices = await reader.rows<{ id: string; points: string | number; origin: string }>(
    `SELECT id, points, origin FROM redemption
     WHERE (origin = 'entitlement' AND (points <> 0 OR transaction_id IS NOT NULL))
       OR (origin <> 'entitlement' AND points = 0) LIMIT ${shownAtMost}`,
  )
  return [
    ...rows.map(({ id, points, taken }) => `redemption ${id} costs ${points} points, but took ${taken}`),
    ...forNothing.map(
      ({ transaction_id, taken }) => `${taken} points of transaction ${transaction_id} are of no redemption`,
    ),
    ...otherPrices.map(({ id, points, origin }) => `redemption ${id} by ${origin} must not cost ${points} points`),
  ]
}
