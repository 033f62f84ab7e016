import type { Reader } from '../../db/database'

/**
 * Proves the code pool: numbered without gaps, as many issued as the counter says (those that were replaced among them) and none
 * behind the last number, each issued one with an owner, none passed over that still works, and a code for all that may still be issued. What a supplier delivers
 * has no codes, and no more of it is issued than its stock.
 * @param now where it is given, a code that was passed over and works until later is out of order too
 * @returns one English sentence for each benefit that is out of order
 */
export async function codesOutOfOrder(reader: Reader, { now }: { now?: Date } = {}): Promise<string[]> {
  const rows = await reader.rows<CodeSums>(
    `SELECT s.programme_id, s.benefit_id, s.stock, s.issued, s.reserved, s.last_seq, b.supplier, COUNT(c.seq) AS codes,
       COALESCE(MAX(c.seq), 0) AS numbered,
       COALESCE(SUM(CASE WHEN c.state IN ('issued', 'replaced') THEN 1 ELSE 0 END), 0) AS given,
       COALESCE(SUM(CASE WHEN c.state = 'free' THEN 1 ELSE 0 END), 0) AS free,
       COALESCE(MAX(CASE WHEN c.state IN ('issued', 'replaced') THEN c.seq ELSE 0 END), 0) AS last_given,
       COALESCE(SUM(CASE WHEN c.state = 'free' AND c.seq <= s.last_seq
         AND (c.valid_until IS NULL ${now ? 'OR c.valid_until > ?' : ''}) THEN 1 ELSE 0 END), 0) AS passed_over,
       COALESCE(SUM(CASE WHEN (c.state IN ('issued', 'replaced')) = (c.redemption_id IS NULL OR c.cardholder_id IS NULL)
         THEN 1 ELSE 0 END), 0) AS wrong_owners
     FROM benefit_stock s
     JOIN benefit b ON b.programme_id = s.programme_id AND b.benefit_id = s.benefit_id
     LEFT JOIN benefit_code c ON c.programme_id = s.programme_id AND c.benefit_id = s.benefit_id
     GROUP BY s.programme_id, s.benefit_id, s.stock, s.issued, s.reserved, s.last_seq, b.supplier`,
    now ? [now] : [],
  )
  return rows.flatMap(problemsOf)
}

interface CodeSums {
  programme_id: string
  benefit_id: string
  stock: number
  issued: number
  reserved: number
  last_seq: number
  supplier: string | null
  /** Counts and sums come as text from one of the databases. */
  codes: number | string
  numbered: number | string
  given: number | string
  free: number | string
  last_given: number | string
  passed_over: number | string
  wrong_owners: number | string
}

function problemsOf(row: CodeSums): string[] {
  const where = `${row.programme_id} ${row.benefit_id}`
  const problems: string[] = []
  if (row.issued > row.stock) problems.push(`${where}: ${row.issued} issued of a stock of ${row.stock}`)
  if (row.supplier === null) problems.push(...problemsOfPool(row, where))
  else if (row.reserved !== 0)
    problems.push(`${where}: ${row.reserved} codes reserved of what ${row.supplier} is to deliver`)
  else if (Number(row.codes) > 0) problems.push(`${where}: ${row.codes} codes of what ${row.supplier} is to deliver`)
  return problems
}

function problemsOfPool(row: CodeSums, where: string): string[] {
  const problems: string[] = []
  const [codes, given, free] = [Number(row.codes), Number(row.given), Number(row.free)]
  if (codes !== Number(row.numbered)) problems.push(`${where}: ${codes} codes, numbered up to ${row.numbered}`)
  const kept = row.reserved === 0 ? '' : `, ${row.reserved} of them reserved`
  if (row.stock > row.issued + Math.max(0, free - row.reserved))
    problems.push(`${where}: a stock of ${row.stock} with ${free} free codes${kept} and ${row.issued} issued`)
  if (given !== row.issued - row.reserved)
    problems.push(`${where}: ${row.issued} issued${kept}, but ${given} codes given away`)
  if (Number(row.last_given) > row.last_seq)
    problems.push(`${where}: code ${row.last_given} was given away, behind the last number ${row.last_seq}`)
  if (Number(row.passed_over) > 0)
    problems.push(`${where}: ${row.passed_over} codes that work were passed over before number ${row.last_seq}`)
  if (Number(row.wrong_owners) > 0) problems.push(`${where}: ${row.wrong_owners} codes whose state and owner disagree`)
  return problems
}
