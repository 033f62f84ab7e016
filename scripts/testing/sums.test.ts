import { exitCodeOf, type JestReport, type JestRun, notRun, type Outcome, outcomeOf, sumLine, tableOf } from './sums'

const report = (figures: Partial<JestReport> = {}): JestReport => ({
  numPassedTests: 7,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
  numTotalTestSuites: 2,
  ...figures,
})
const ended = (figures: Partial<JestReport> = {}, exitCode = 0): JestRun => ({
  report: report(figures),
  exitCode,
  seconds: 1.26,
})
const part = { part: 'unit', files: 2 }

test('takes the figures of a run that went well', () => {
  expect(outcomeOf(part, ended())).toEqual({ part: 'unit', passed: 7, failed: 0, skipped: 0, seconds: 1.26 })
})

test('counts a file that broke outside its tests as a failure', () => {
  const outcome = outcomeOf(part, ended({ numFailedTests: 2, numRuntimeErrorTestSuites: 1 }, 1))
  expect(outcome).toMatchObject({ passed: 7, failed: 3 })
})

test('counts skipped and planned tests as skipped', () => {
  expect(outcomeOf(part, ended({ numPendingTests: 2, numTodoTests: 1 }))).toMatchObject({ failed: 0, skipped: 3 })
})

test.each<[string, JestRun, string]>([
  ['jest left no report', { report: null, exitCode: 134, seconds: 1 }, 'jest broke off (exit code 134)'],
  ['a file was not run', ended({ numTotalTestSuites: 1 }), '1 of 2 files ran'],
  ['jest failed without a failed test', ended({}, 1), 'jest ended with exit code 1'],
])('fails when %s, and says so', (_, run, problem) => {
  const outcome = outcomeOf(part, run)
  expect(outcome).toMatchObject({ failed: 1, problem })
  expect(exitCodeOf([outcome])).toBe(1)
})

const outcome = (figures: Partial<Outcome>): Outcome => ({
  part: 'p',
  passed: 1,
  failed: 0,
  skipped: 0,
  seconds: 1,
  ...figures,
})

test.each<[string, Outcome[], string, 0 | 1]>([
  ['all is well', [outcome({ passed: 3 }), outcome({ passed: 4 })], '7 passed, 0 failed', 0],
  ['one failed', [outcome({ passed: 3 }), outcome({ failed: 1 })], '4 passed, 1 failed', 1],
  ['some were skipped', [outcome({ skipped: 2 })], '1 passed, 0 failed, 2 skipped', 0],
  ['a part did not run', [outcome({}), notRun('m', { seconds: 0, problem: 'no server' })], '1 passed, 1 failed', 1],
  ['nothing ran at all', [outcome({ passed: 0 })], '0 passed, 0 failed', 1],
])('when %s, says so in the last line and the exit code', (...[, outcomes, line, exitCode]) => {
  expect(sumLine(outcomes)).toBe(line)
  expect(exitCodeOf(outcomes)).toBe(exitCode)
})

test('prints one row a part under its heading', () => {
  expect(tableOf([outcome({ part: 'embedded', passed: 120, seconds: 61.25 })])).toEqual([
    'part                 passed   failed  skipped  seconds',
    'embedded                120        0        0     61.3',
  ])
})
