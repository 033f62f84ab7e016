/** The figures of jest's `--json` report that the sums are made of. */
export interface JestReport {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  /** Files that broke outside any test: they did not compile, or cleaning up failed. */
  numRuntimeErrorTestSuites: number
  numTotalTestSuites: number
}

export interface Outcome {
  part: string
  passed: number
  failed: number
  skipped: number
  seconds: number
  /** Why the part did not run, or not wholly. */
  problem?: string
}

/** How a run of jest ended; without a report it broke off. */
export interface JestRun {
  report: JestReport | null
  exitCode: number | null
  seconds: number
}

/** A file that broke counts as one failure, and so does whatever else kept the part from running wholly. */
export function outcomeOf({ part, files }: { part: string; files: number }, run: JestRun): Outcome {
  const { report, exitCode, seconds } = run
  if (!report) return notRun(part, { seconds, problem: `jest broke off (exit code ${exitCode})` })
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites
  const outcome = {
    part,
    passed: report.numPassedTests,
    failed,
    skipped: report.numPendingTests + report.numTodoTests,
    seconds,
  }
  if (report.numTotalTestSuites !== files) {
    return { ...outcome, failed: failed + 1, problem: `${report.numTotalTestSuites} of ${files} files ran` }
  }
  if (failed === 0 && exitCode !== 0) return { ...outcome, failed: 1, problem: `jest ended with exit code ${exitCode}` }
  return outcome
}

export function notRun(part: string, { seconds, problem }: { seconds: number; problem: string }): Outcome {
  return { part, passed: 0, failed: 1, skipped: 0, seconds, problem }
}

/** Part × passed, failed, skipped, seconds. */
export function tableOf(outcomes: readonly Outcome[]): string[] {
  const rows = outcomes.map(({ part, passed, failed, skipped, seconds }) =>
    row(part, [passed, failed, skipped, seconds.toFixed(1)]),
  )
  return [row('part', ['passed', 'failed', 'skipped', 'seconds']), ...rows]
}

function row(name: string, cells: readonly (string | number)[]): string {
  return name.padEnd(18) + cells.map((cell) => String(cell).padStart(9)).join('')
}

/** `N passed, N failed`, with `, N skipped` only when there are any. */
export function sumLine(outcomes: readonly Outcome[]): string {
  const { passed, failed, skipped } = sumOf(outcomes)
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

/** A run in which nothing passed has proved nothing. */
export function exitCodeOf(outcomes: readonly Outcome[]): 0 | 1 {
  const { passed, failed } = sumOf(outcomes)
  return passed > 0 && failed === 0 ? 0 : 1
}

function sumOf(outcomes: readonly Outcome[]) {
  const sum = { passed: 0, failed: 0, skipped: 0 }
  for (const { passed, failed, skipped } of outcomes) {
    sum.passed += passed
    sum.failed += failed
    sum.skipped += skipped
  }
  return sum
}
