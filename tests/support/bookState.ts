import type { Database } from '../../server/db/database'

/** Everything of the books that may not depend on the order of arrival: balances, lots, growth and tiers. */
export async function bookState(database: Database): Promise<unknown> {
  const rows = (sql: string) => database.reader.rows<Record<string, unknown>>(sql)
  const plain = (list: Record<string, unknown>[]) => list.map((row) => Object.values(row).map(String).join(' '))
  return {
    accounts: plain(
      await rows('SELECT cardholder_id, pending, available, held, debt FROM account ORDER BY cardholder_id'),
    ),
    lots: plain(
      await rows(`SELECT cardholder_id, lot_id, source, earned, pending, available, held, redeemed, expired, clawed_back,
        repaid, available_on, expires_on, due_on FROM lot ORDER BY cardholder_id, lot_id`),
    ),
    tiers: plain(
      await rows('SELECT cardholder_id, tier, reached_on, term_ends_on FROM tier_standing ORDER BY cardholder_id'),
    ),
    growth: plain(
      await rows('SELECT cardholder_id, effective_on, amount FROM growth_day WHERE amount <> 0 ORDER BY 1, 2'),
    ),
    matches: plain(await rows('SELECT cardholder_id, refund_id, purchase_id FROM refund_match ORDER BY 1, 2')),
  }
}
