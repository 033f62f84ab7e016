import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import demo from '../server/demo/programme.json'
import { runScript } from '../tests/support/runScript'
import { type TestDatabase, testDatabase } from '../tests/support/testDatabase'

const folder = mkdtempSync(join(tmpdir(), 'programme-'))
let opened: TestDatabase
beforeAll(async () => {
  opened = await testDatabase()
})
afterAll(async () => {
  await opened.close()
  rmSync(folder, { recursive: true })
})

const programme = (...words: string[]) => runScript('programme', words, { DATABASE_URL: opened.url })

function file(name: string, content: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const { tiers, tierWindowMonths, daysUntilAvailable } = demo
const expiry = { kind: 'yearly', month: 12, day: 31, minimumMonths: 12 }
const terms = { version: '2999', since: '2999-01-01', tiers, tierWindowMonths, daysUntilAvailable, expiry }

test('terms are added once, for the future, and shown with every other version', () => {
  const path = file('terms.json', terms)
  expect(programme('terms', path)).toMatchObject({ status: 0, stderr: expect.stringContaining('added') })
  expect(programme('terms', path)).toMatchObject({ status: 1, stderr: expect.stringContaining('that day already') })
  const past = file('past.json', { ...terms, since: '2020-01-01' })
  expect(programme('terms', past)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('the day after tomorrow or later'),
  })
  const rule = file('rule.json', { ...demo.earning, version: '2999', since: '2999-01-01', budgetPoints: 500 })
  expect(programme('rule', rule).status).toBe(0)
  const { status, stdout } = programme('show')
  expect(status).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({
    programme: { id: demo.id },
    earning: [{ version: '2014-01' }, { version: '2999' }],
    terms: [{ version: 'start' }, { version: '2999', expiry, rounding: 'down', debtPolicy: 'owe' }],
    budgets: [{ ruleVersion: '2999', bonusId: '', budgetPoints: 500 }],
    issued: [],
    closures: [],
  })
})

test('what is wrong with a file is said with its place', () => {
  const bad = file('bad.json', { ...terms, tiers: [{ tier: 'gold', threshold: 5 }], expiry: undefined })
  const { status, stderr } = programme('terms', bad)
  expect(status).toBe(1)
  expect(stderr).toContain(`${bad} tiers: basic at 0 comes first`)
  expect(stderr).toContain(`${bad} expiry: `)
})

test.each([
  [['terms'], 'FILE'],
  [['terms', '--programme', 'x'], 'FILE'],
  [['terms', join(folder, 'missing.json')], 'missing.json'],
  [['terms', file('text.json', 'not json')], 'not JSON'],
  [['destroy', 'x'], 'command'],
  [['show', '--programme'], '--programme'],
])('refuses %j', (args, names) => {
  expect(programme(...args)).toMatchObject({ status: 2, stderr: expect.stringContaining(names) })
})

test('a programme that is not there is named', () => {
  expect(programme('show', '--programme', 'nobody')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('nobody'),
  })
})
