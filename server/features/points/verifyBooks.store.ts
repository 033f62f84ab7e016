import type { Reader } from '../../db/database'

/** One thing that must hold for every cardholder, as a query for those for whom it does not. */
export interface BookQuery {
  name: string
  meaning: string
  /** Answers `subject` and `found` for each breach. */
  sql: string
}

const buckets = 'pending + available + held + redeemed + expired + clawed_back + repaid'

export const bookQueries: readonly BookQuery[] = [
  {
    name: 'legs_sum_to_zero',
    meaning: 'the legs of every transaction sum to zero',
    sql: `SELECT transaction_id AS subject, SUM(amount) AS found FROM v_entry
          GROUP BY cardholder_id, transaction_id HAVING SUM(amount) <> 0`,
  },
  {
    name: 'transfers_move_points',
    meaning: 'every transfer moves a positive amount between two accounts',
    sql: `SELECT transaction_id AS subject, amount AS found FROM transfer
          WHERE amount <= 0 OR from_account = to_account`,
  },
  {
    name: 'lots_add_up',
    meaning: 'every point that a lot earned is in exactly one place, and no place is below zero',
    sql: `SELECT lot_id AS subject, earned AS found FROM lot
          WHERE earned <> ${buckets}
             OR pending < 0 OR available < 0 OR held < 0 OR redeemed < 0 OR expired < 0 OR clawed_back < 0 OR repaid < 0`,
  },
  ...(['pending', 'available', 'held'] as const).map((bucket) => ({
    name: `lots_equal_balance_${bucket}`,
    meaning: `the ${bucket} points of a cardholder's lots sum to the balance`,
    sql: `SELECT a.cardholder_id AS subject, a.${bucket} - COALESCE(l.total, 0) AS found FROM account a
          LEFT JOIN (SELECT cardholder_id, SUM(${bucket}) AS total FROM lot GROUP BY cardholder_id) l
            ON l.cardholder_id = a.cardholder_id
          WHERE a.${bucket} <> COALESCE(l.total, 0)`,
  })),
  ...(['pending', 'available', 'held'] as const).map((bucket) => ({
    name: `entries_equal_balance_${bucket}`,
    meaning: `the ${bucket} entries of a cardholder sum to the balance`,
    sql: `SELECT a.cardholder_id AS subject, a.${bucket} - COALESCE(e.total, 0) AS found FROM account a
          LEFT JOIN (SELECT cardholder_id, SUM(amount) AS total FROM v_entry WHERE account = '${bucket}' GROUP BY cardholder_id) e
            ON e.cardholder_id = a.cardholder_id
          WHERE a.${bucket} <> COALESCE(e.total, 0)`,
  })),
  {
    name: 'entries_equal_debt',
    meaning: 'the debt entries of a cardholder sum to what is owed, below zero',
    sql: `SELECT a.cardholder_id AS subject, a.debt + COALESCE(e.total, 0) AS found FROM account a
          LEFT JOIN (SELECT cardholder_id, SUM(amount) AS total FROM v_entry WHERE account = 'debt' GROUP BY cardholder_id) e
            ON e.cardholder_id = a.cardholder_id
          WHERE a.debt <> -COALESCE(e.total, 0) OR a.debt < 0`,
  },
  {
    name: 'entries_equal_lots',
    meaning: 'what the entries say of each lot is what the lot holds',
    sql: `SELECT l.lot_id AS subject, l.pending + l.available + l.held - COALESCE(e.total, 0) AS found FROM lot l
          LEFT JOIN (SELECT cardholder_id, lot_id, SUM(amount) AS total FROM v_entry
                     WHERE account IN ('pending', 'available', 'held') GROUP BY cardholder_id, lot_id) e
            ON e.cardholder_id = l.cardholder_id AND e.lot_id = l.lot_id
          WHERE l.pending + l.available + l.held <> COALESCE(e.total, 0)`,
  },
  {
    name: 'every_owner_has_account',
    meaning: 'lots and entries belong to an account',
    sql: `SELECT e.cardholder_id AS subject, COUNT(*) AS found FROM v_entry e
          LEFT JOIN account a ON a.cardholder_id = e.cardholder_id
          WHERE a.cardholder_id IS NULL GROUP BY e.cardholder_id`,
  },
  {
    name: 'debts_moved_arrive',
    meaning: 'debt that left an account with a card is on another one, the same amount, and came from nowhere else',
    sql: `SELECT COALESCE(i.transaction_id, o.transaction_id) AS subject,
            COALESCE(i.amount, 0) - COALESCE(o.amount, 0) AS found
          FROM (SELECT transaction_id, corrects, amount, cardholder_id FROM transfer
                WHERE kind = 'debt_moved' AND from_account = 'debt') i
          LEFT JOIN (SELECT transaction_id, amount, cardholder_id FROM transfer
                WHERE kind = 'debt_moved' AND to_account = 'debt') o ON o.transaction_id = i.corrects
          WHERE o.transaction_id IS NULL OR o.amount <> i.amount OR o.cardholder_id = i.cardholder_id
          UNION ALL
          SELECT o.transaction_id AS subject, -o.amount AS found
          FROM (SELECT transaction_id, amount FROM transfer WHERE kind = 'debt_moved' AND to_account = 'debt') o
          LEFT JOIN (SELECT corrects FROM transfer WHERE kind = 'debt_moved' AND from_account = 'debt') i
            ON i.corrects = o.transaction_id
          WHERE i.corrects IS NULL`,
  },
  {
    name: 'upgrades_reached_a_tier',
    meaning: 'points that were spent on a tier belong to a tier that was bought',
    sql: `SELECT t.transaction_id AS subject, SUM(t.amount) AS found FROM transfer t
          LEFT JOIN tier_purchase p ON p.cardholder_id = t.cardholder_id AND p.transaction_id = t.transaction_id
            AND p.id = t.reference
          WHERE t.kind = 'tier_upgrade' AND p.id IS NULL GROUP BY t.cardholder_id, t.transaction_id`,
  },
  {
    name: 'tiers_took_their_price',
    meaning: 'every tier that was bought took its price in points, no more and no less',
    sql: `SELECT p.id AS subject, p.points - COALESCE(SUM(t.amount), 0) AS found FROM tier_purchase p
          LEFT JOIN transfer t ON t.cardholder_id = p.cardholder_id AND t.transaction_id = p.transaction_id
            AND t.kind = 'tier_upgrade' AND t.to_account = 'redeemed'
          GROUP BY p.cardholder_id, p.id, p.points HAVING COALESCE(SUM(t.amount), 0) <> p.points`,
  },
]

/** At most 20 breaches of one query. */
export async function breachesOf(reader: Reader, { sql }: BookQuery): Promise<{ subject: string; found: number }[]> {
  const rows = await reader.rows<{ subject: string; found: string | number }>(`${sql} LIMIT 20`)
  return rows.map((row) => ({ subject: row.subject, found: Number(row.found) }))
}

export async function bookTotals(reader: Reader): Promise<Record<string, number>> {
  const [row] = await reader.rows<Record<string, string | number | null>>(
    `SELECT (SELECT COUNT(*) FROM account) AS accounts, (SELECT COUNT(*) FROM lot) AS lots,
            (SELECT 2 * COUNT(*) FROM transfer) AS entries, (SELECT COALESCE(SUM(earned), 0) FROM lot) AS earned,
            (SELECT COALESCE(SUM(available), 0) FROM account) AS available,
            (SELECT COALESCE(SUM(pending), 0) FROM account) AS pending,
            (SELECT COALESCE(SUM(held), 0) FROM account) AS held,
            (SELECT COALESCE(SUM(debt), 0) FROM account) AS debt`,
  )
  return Object.fromEntries(Object.entries(row ?? {}).map(([name, total]) => [name, Number(total)]))
}
