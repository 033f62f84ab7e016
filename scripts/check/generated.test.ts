import { checkGenerated } from './generated'
import { findingsIn } from './plantedTree'

const generator = (ending: string) => ({ 'scripts/openapi.ts': ending })

test('passes a tree whose generator finds nothing stale', async () => {
  expect(await findingsIn(checkGenerated, generator('process.exitCode = 0\n'))).toEqual([])
})

test('names each stale file', async () => {
  const ending = "console.error('docs/a.json is out of date: npm run openapi')\nprocess.exitCode = 1\n"
  expect(await findingsIn(checkGenerated, generator(ending))).toEqual([
    'docs/a.json  generated  out of date; run npm run openapi and commit it',
  ])
})

test('a generator that breaks is a finding, not a pass', async () => {
  const [finding] = await findingsIn(checkGenerated, generator("throw new Error('no contract')\n"))
  expect(finding).toMatch(/^scripts\/openapi\.ts {2}generated .*no contract/s)
})
