import { parseArgs } from 'node:util'
import { checkBiome } from './check/biome'
import { checkBoundaries } from './check/boundaries'
import { type Check, type Finding, sentenceOf } from './check/finding'
import { checkPackages } from './check/packages'
import { checkRatchets } from './check/ratchets'
import { REPOSITORY } from './check/runTool'
import { checkSecrets } from './check/secrets'
import { checkTypes } from './check/types'
import { checkWords } from './check/words'

interface NamedCheck {
  name: string
  check: Check
  about: string
}

interface Outcome {
  seconds: number
  findings: Finding[]
}

const CHECKS: NamedCheck[] = [
  { name: 'types', check: checkTypes, about: 'the compiler, on every part; each file belongs to a project' },
  { name: 'biome', check: checkBiome, about: 'format and lint' },
  { name: 'boundaries', check: checkBoundaries, about: 'who may import whom, with the proof that every file was seen' },
  { name: 'ratchets', check: checkRatchets, about: 'limits of length, names, exports, hidden clocks and statements' },
  { name: 'packages', check: checkPackages, about: 'versions in package-lock.json that are known to be bad' },
  { name: 'secrets', check: checkSecrets, about: 'keys, passwords and card numbers in the tree' },
  { name: 'words', check: checkWords, about: 'paths and names that are not about the product' },
]

const AT_ONCE = 2

const HELP = `npm run check [-- --only NAME]

Looks for faults that need no running product, prints one line for each check and then what was found, as
path:line  rule  what to do. The exit code is 1 when anything was found. Nothing is changed.

  --only NAME   run one check alone
  --help        show this

The checks:
${CHECKS.map(({ name, about }) => `  ${name.padEnd(12)}${about}`).join('\n')}
`

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { only: { type: 'string' }, help: { type: 'boolean' } } })
  if (values.help) {
    process.stdout.write(HELP)
    return 0
  }
  const chosen = CHECKS.filter(({ name }) => values.only === undefined || values.only === name)
  if (chosen.length === 0)
    throw new Error(`there is no check "${values.only}"; choose ${CHECKS.map(({ name }) => name).join(', ')}`)
  const findings = await runAndReport(chosen)
  for (const finding of findings) console.log(sentenceOf(finding))
  console.log(findings.length === 0 ? 'nothing found' : `${findings.length} found`)
  return findings.length === 0 ? 0 : 1
}

/** Prints in the order of the list, whichever check is done first. */
async function runAndReport(chosen: NamedCheck[]): Promise<Finding[]> {
  const outcomes = startAll(chosen)
  const findings: Finding[] = []
  for (const [at, { name }] of chosen.entries()) {
    const { seconds, findings: found } = (await outcomes[at]) as Outcome
    console.log(`${name.padEnd(12)}${found.length === 0 ? 'ok    ' : 'failed'}  ${seconds.toFixed(1)} s`)
    findings.push(...found)
  }
  return findings
}

/** Starts the checks in order, a few at a time; each promise settles with its own check. */
function startAll(chosen: NamedCheck[]): Promise<Outcome>[] {
  const queue: (() => Promise<void>)[] = []
  const outcomes = chosen.map(
    (check) => new Promise<Outcome>((settle) => queue.push(async () => settle(await timed(check)))),
  )
  const takeFromQueue = async () => {
    for (let run = queue.shift(); run; run = queue.shift()) await run()
  }
  for (let lane = 0; lane < AT_ONCE; lane += 1) void takeFromQueue()
  return outcomes
}

/** A check that breaks has not looked, which is a finding of its own. */
async function timed({ name, check }: NamedCheck): Promise<Outcome> {
  const start = performance.now()
  const findings = await check(REPOSITORY).catch((error: Error) => [
    { path: `scripts/check/${name}.ts`, rule: 'check-broke', todo: error.stack ?? error.message },
  ])
  return { seconds: (performance.now() - start) / 1000, findings }
}

main().then(
  (exitCode) => {
    process.exitCode = exitCode
  },
  (error: Error) => {
    console.error(error.message)
    process.exitCode = 2
  },
)
