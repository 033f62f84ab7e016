import { type NamedCheck, runChecks } from './runChecks'

const clean: NamedCheck = { name: 'clean', check: async () => [] }
const slow: NamedCheck = {
  name: 'slow',
  check: async (root) => {
    await new Promise((done) => setTimeout(done, 20))
    return [{ path: `${root}/a.ts`, line: 3, rule: 'too-slow', todo: 'hurry' }]
  },
}
const broken: NamedCheck = {
  name: 'broken',
  check: async () => {
    throw new Error('no such tool')
  },
}

async function printedBy(checks: NamedCheck[]): Promise<string[]> {
  const printed: string[] = []
  await runChecks(checks, { root: 'tree', print: (line) => printed.push(line.replace(/\d+\.\d s/, '0.0 s')) })
  return printed
}

test('prints the checks in their order, then what they found', async () => {
  expect(await printedBy([slow, clean])).toEqual([
    'slow        failed  0.0 s',
    'clean       ok      0.0 s',
    'tree/a.ts:3  too-slow  hurry',
    '1 found',
  ])
})

test('says so when nothing was found', async () => {
  expect(await printedBy([clean])).toEqual(['clean       ok      0.0 s', 'nothing found'])
})

test('takes a check that breaks for one that failed', async () => {
  const findings = await runChecks([broken, clean], { root: 'tree', print: () => {} })
  expect(findings).toEqual([
    { path: 'scripts/check/broken.ts', rule: 'check-broke', todo: expect.stringContaining('no such tool') },
  ])
})
