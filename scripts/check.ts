import { parseArgs } from 'node:util'
import { checkBiome } from './check/biome'
import { checkBoundaries } from './check/boundaries'
import { checkGenerated } from './check/generated'
import { checkPackages } from './check/packages'
import { checkRatchets } from './check/ratchets'
import { type NamedCheck, runChecks } from './check/runChecks'
import { REPOSITORY } from './check/runTool'
import { checkSecrets } from './check/secrets'
import { checkTypes } from './check/types'
import { checkWords } from './check/words'

interface DescribedCheck extends NamedCheck {
  about: string
}

const CHECKS: DescribedCheck[] = [
  { name: 'types', check: checkTypes, about: 'the compiler, on every part; each file belongs to a project' },
  { name: 'biome', check: checkBiome, about: 'format and lint' },
  { name: 'boundaries', check: checkBoundaries, about: 'who may import whom, with the proof that every file was seen' },
  { name: 'ratchets', check: checkRatchets, about: 'limits of length, names, exports, hidden clocks and statements' },
  { name: 'packages', check: checkPackages, about: 'versions in package-lock.json that are known to be bad' },
  { name: 'generated', check: checkGenerated, about: 'docs and routes that are made from the sources are up to date' },
  { name: 'secrets', check: checkSecrets, about: 'keys, passwords and card numbers in the tree' },
  { name: 'words', check: checkWords, about: 'paths and names that are not about the product' },
]

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
  const findings = await runChecks(chosen, { root: REPOSITORY, print: console.log })
  return findings.length === 0 ? 0 : 1
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
