import type { Reader } from '../../db/database'

const shownAtMost = 100

/**
 * Proves that each account says of the cards that are bound now what the cards themselves say, and that everybody with a card
 * has an account.
 * @returns one English sentence for each that is out of order, a hundred at most
 */
export async function bindingsOutOfOrder(reader: Reader): Promise<string[]> {
  const bound = 'SELECT cardholder_id, MIN(bound_at) AS since FROM card WHERE unbound_at IS NULL GROUP BY cardholder_id'
  const rows = await reader.rows<{ cardholder_id: string; is_open: number | string }>(
    `SELECT c.cardholder_id, CASE WHEN a.cardholder_id IS NULL THEN 0 ELSE 1 END AS is_open FROM (${bound}) c
     LEFT JOIN account a ON a.cardholder_id = c.cardholder_id
     WHERE a.bound_since IS NULL OR a.bound_since <> c.since
     UNION ALL
     SELECT a.cardholder_id, 1 AS is_open FROM account a
     LEFT JOIN (${bound}) c ON c.cardholder_id = a.cardholder_id
     WHERE a.bound_since IS NOT NULL AND c.since IS NULL
     LIMIT ${shownAtMost}`,
  )
  return rows.map(({ cardholder_id, is_open }) =>
    Number(is_open) === 0
      ? `cardholder ${cardholder_id} has a card bound and no account`
      : `the account of ${cardholder_id} says another moment than their cards since when one is bound`,
  )
}
