import { type BankFileProblem, BankFileProblems } from './bankFileProblems'
import type { BankFileRefused } from './bankFileReading'

/** A line whose transaction id is already used in an earlier one, the first. */
export type RepeatedLine = { line: number; first: number }

/** @param ids in the order of the lines */
export function repeatsAmong(ids: Iterable<{ id: string; line: number }>): RepeatedLine[] {
  const firstOf = new Map<string, number>()
  const repeats: RepeatedLine[] = []
  for (const { id, line } of ids) {
    const first = firstOf.get(id)
    if (first === undefined) firstOf.set(id, line)
    else repeats.push({ line, first })
  }
  return repeats
}

/**
 * What was read, with the repeated lines among its problems.
 *
 * @param repeats in the order of the lines
 */
export function withRepeats<Read extends { ok: true }>(
  read: Read | BankFileRefused,
  repeats: readonly RepeatedLine[],
): Read | BankFileRefused {
  if (repeats.length === 0) return read
  const repeated = new Set(repeats.map(({ line }) => line))
  const known = (read.ok ? [] : read.problems).filter(
    // What follows from a repetition is not told twice.
    ({ row, code }) => code !== 'sum_differs' && !(code === 'posted_on_differs' && repeated.has(row)),
  )
  const problems = new BankFileProblems()
  let next = 0
  for (const { line, first } of repeats) {
    for (; next < known.length && comesBefore(known[next], line); next++) problems.add(known[next] as BankFileProblem)
    problems.note({ row: line, column: 'transaction_id', code: 'transaction_repeated' }, String(first))
  }
  for (const problem of known.slice(next)) problems.add(problem)
  return { ok: false, problems: problems.list }
}

/** Problems of a line's fields come before its repetition, and what concerns the whole line or file after it. */
function comesBefore(problem: BankFileProblem | undefined, line: number): boolean {
  return problem !== undefined && (problem.row < line || (problem.row === line && problem.column !== ''))
}
