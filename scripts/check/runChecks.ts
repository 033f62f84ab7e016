import { type Check, type Finding, sentenceOf } from './finding'

export interface NamedCheck {
  name: string
  check: Check
}

interface Outcome {
  seconds: number
  findings: Finding[]
}

const AT_ONCE = 2

/**
 * Runs the checks on the tree below `root`, a few at a time. Prints one line for each, in the order of the list
 * whichever is done first, then every finding, and answers the findings.
 */
export async function runChecks(
  checks: NamedCheck[],
  { root, print }: { root: string; print: (line: string) => void },
): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const { name, outcome } of startAll(checks, root)) {
    const { seconds, findings: found } = await outcome
    print(`${name.padEnd(12)}${found.length === 0 ? 'ok    ' : 'failed'}  ${seconds.toFixed(1)} s`)
    findings.push(...found)
  }
  for (const finding of findings) print(sentenceOf(finding))
  print(findings.length === 0 ? 'nothing found' : `${findings.length} found`)
  return findings
}

/** Starts the checks in order; each outcome settles with its own check. */
function startAll(checks: NamedCheck[], root: string): { name: string; outcome: Promise<Outcome> }[] {
  const queue: (() => Promise<void>)[] = []
  const outcomes = checks.map((check) => ({
    name: check.name,
    outcome: new Promise<Outcome>((settle) => queue.push(async () => settle(await timed(check, root)))),
  }))
  const takeFromQueue = async () => {
    for (let run = queue.shift(); run; run = queue.shift()) await run()
  }
  for (let lane = 0; lane < AT_ONCE; lane += 1) void takeFromQueue()
  return outcomes
}

/** A check that breaks has not looked, which is a finding of its own. */
async function timed({ name, check }: NamedCheck, root: string): Promise<Outcome> {
  const start = performance.now()
  const findings = await check(root).catch((error: Error) => [
    { path: `scripts/check/${name}.ts`, rule: 'check-broke', todo: error.stack ?? error.message },
  ])
  return { seconds: (performance.now() - start) / 1000, findings }
}
