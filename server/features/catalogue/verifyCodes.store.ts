import type { Reader } from '../../db/database'

/**
 * Proves the code pool: numbered without gaps, exactly those up to the counter issued, each issued one with an owner.
 * @returns one English sentence for each benefit that is out of order
 */
export async function codesOutOfOrder(reader: Reader): Promise<string[]> {
  const rows = await reader.rows<CodeSums>(
    `SELECT s.programme_id, s.benefit_id, s.stock, s.issued, COUNT(c.seq) AS codes, COALESCE(MAX(c.seq), 0) AS last_seq,
       COALESCE(SUM(CASE WHEN c.state = 'issued' THEN 1 ELSE 0 END), 0) AS given,
       COALESCE(MAX(CASE WHEN c.state = 'issued' THEN c.seq ELSE 0 END), 0) AS last_given,
       COALESCE(SUM(CASE WHEN (c.state = 'issued') = (c.redemption_id IS NULL OR c.cardholder_id IS NULL)
         THEN 1 ELSE 0 END), 0) AS wrong_owners
     FROM benefit_stock s
     LEFT JOIN benefit_code c ON c.programme_id = s.programme_id AND c.benefit_id = s.benefit_id
     GROUP BY s.programme_id, s.benefit_id, s.stock, s.issued`,
  )
  return rows.flatMap(problemsOf)
}

interface CodeSums {
  programme_id: string
  benefit_id: string
  stock: number
  issued: number
  /** Counts and sums come as text from one of the databases. */
  codes: number | string
  last_seq: number | string
  given: number | string
  last_given: number | string
  wrong_owners: number | string
}

function problemsOf(row: CodeSums): string[] {
  const where = `${row.programme_id} ${row.benefit_id}`
  const problems: string[] = []
  if (row.issued > row.stock) problems.push(`${where}: ${row.issued} issued of a stock of ${row.stock}`)
  if (Number(row.codes) !== Number(row.last_seq))
    problems.push(`${where}: ${row.codes} codes, numbered up to ${row.last_seq}`)
  if (row.stock > Number(row.codes)) problems.push(`${where}: a stock of ${row.stock} with ${row.codes} codes`)
  if (Number(row.given) !== row.issued || Number(row.last_given) !== row.issued) {
    problems.push(
      `${where}: ${row.issued} issued, but ${row.given} codes given away, the last of them ${row.last_given}`,
    )
  }
  if (Number(row.wrong_owners) > 0) problems.push(`${where}: ${row.wrong_owners} codes whose state and owner disagree`)
  return problems
}
