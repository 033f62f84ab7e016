import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runScript } from '../tests/support/runScript'
import { type TestDatabase, testDatabase } from '../tests/support/testDatabase'

let opened: TestDatabase
beforeAll(async () => {
  opened = await testDatabase()
})
afterAll(() => opened.close())

function catalogue(...words: string[]) {
  const { status, stdout, stderr } = runScript('catalogue', words, { DATABASE_URL: opened.url })
  const last = stdout.trimEnd().split('\n').at(-1) ?? ''
  return { status, stdout, stderr, summary: last.startsWith('{') ? JSON.parse(last) : null }
}

const demo = ['server/demo/catalogue.csv', '--codes', 'server/demo/codes.csv']

test('says what it does in both languages', () => {
  const { status, stdout } = catalogue('--help')
  expect(status).toBe(0)
  expect(stdout).toContain('用法')
  expect(stdout).toContain('Usage')
})

test('loads the demo catalogue once, and says so the second time', () => {
  expect(catalogue('load', ...demo)).toMatchObject({ status: 0, summary: { outcome: 'loaded', new: 125 } })
  const again = catalogue('load', ...demo, '--programme', 'spruce-hoshino')
  expect(again).toMatchObject({ status: 0, summary: { outcome: 'same_files', unchanged: 125, codesAdded: 0 } })
  expect(again.stderr).toContain('未改变任何数据')
}, 30_000)

test('prints the stock of every benefit, and no code', () => {
  expect(catalogue('load', ...demo).status).toBe(0)
  const { status, stdout } = catalogue('stock')
  expect(status).toBe(0)
  const lines = stdout.trim().split('\n')
  const stock = lines.map((line) => JSON.parse(line))
  expect(stock).toHaveLength(125)
  expect(stock.find(({ benefitId }) => benefitId === 'VIDEO-NIGHT')).toMatchObject({
    delivery: 'code',
    stock: 60,
    issued: 0,
    left: { inAll: 60 },
    freeCodes: [{ batchId: 'NIGHT-2026', validUntil: '2035-06-30T15:59:59.999Z', free: 60 }],
    lowStockAt: 10,
    isLow: false,
  })
  expect(stock.find(({ benefitId }) => benefitId === 'TEL-TOPUP-10')).toMatchObject({
    supplier: 'default',
    left: { now: 200, inAll: 200 },
    nextRelease: null,
    freeCodes: [],
  })
  expect(stdout).not.toContain('KQ-')
}, 60_000)

test('lists every problem with row and column in both languages, and ends with 1', () => {
  const { status, stderr, summary } = catalogue('load', 'server/demo/codes.csv')
  expect({ status, summary }).toMatchObject({ status: 1, summary: { outcome: 'refused', problems: 14 } })
  expect(stderr).toMatch(/benefits 1 points column_missing: 缺少列 points \(积分\) \/ the column points/)
}, 30_000)

test('checks a spreadsheet by the road of the console, and lists what is wrong with it', () => {
  const good = catalogue('import', 'server/demo/catalogue.xlsx', '--check-only')
  expect(good).toMatchObject({ status: 0, summary: { outcome: 'checked', rows: 125, problems: 0 } })
  const { status, stderr, summary } = catalogue('import', 'server/demo/catalogue-broken-cells.xlsx', '--check-only')
  expect({ status, summary }).toMatchObject({ status: 1, summary: { outcome: 'refused', rows: 40, wrong: 14 } })
  expect(stderr).toMatch(/ 3E points number_separated: 数字不写千分位：1,200。填整数/)
}, 60_000)

test('adds versions of what tiers offer once, and tells what is wrong with them', () => {
  expect(catalogue('load', ...demo).status).toBe(0)
  const file = 'server/demo/entitlements.json'
  expect(catalogue('entitlements', file)).toMatchObject({ status: 0, summary: { outcome: 'loaded', added: 3 } })
  expect(catalogue('entitlements', file)).toMatchObject({
    status: 0,
    summary: { outcome: 'nothing_changed', known: 3 },
  })
  const { status, stderr } = catalogue('entitlements', 'server/demo/programme.json')
  expect({ status, stderr }).toMatchObject({ status: 1, stderr: expect.stringContaining('0  not_a_list: 文件应是') })
}, 60_000)

test.each([
  ['no file', ['load']],
  ['no file of versions', ['entitlements']],
  ['an option of another command', ['entitlements', 'x', '--replace']],
  ['an option of load', ['stock', '--replace']],
  ['an option of import', ['load', 'x', '--only-good']],
  ['an import in nobody’s name', ['import', 'server/demo/catalogue.xlsx']],
  ['a file where none is read', ['stock', 'x']],
  ['a file that is not there', ['load', 'nowhere.csv']],
  ['an unknown command', ['unload', 'x']],
  ['an unknown option', ['load', 'x', '--force']],
  ['an option without its value', ['load', 'x', '--codes']],
  ['a programme that is not installed', ['load', 'server/demo/catalogue.csv', '--programme', 'nobody']],
])('ends with 2 at %s and says so in two lines and both languages', (_, words) => {
  const { status, stderr } = catalogue(...words)
  expect(status).toBe(2)
  expect(stderr.trimEnd().split('\n')).toEqual([
    expect.stringMatching(/[一-龥].* \/ \w/),
    '用法见 / see: npm run catalogue -- --help',
  ])
})

test('counts one as one, and tells what has ended already', () => {
  const folder = mkdtempSync(join(tmpdir(), 'catalogue-'))
  const names =
    'benefit_id,title,category,tier,points,stock,starts_at,ends_at,limit_per_person,valid_days,description,steps'
  const write = (points: string) => {
    const text = `${names}\nPAST-1,往期,video,basic,${points},0,2020-01-01,2020-12-31,1,30,说明,步骤`
    writeFileSync(join(folder, 'benefits.csv'), text)
  }
  write('many')
  expect(catalogue('load', join(folder, 'benefits.csv')).stderr).toContain(
    '1 处问题，未改变任何数据 / 1 problem, nothing',
  )
  write('10')
  const { stderr, summary } = catalogue('load', join(folder, 'benefits.csv'))
  rmSync(folder, { recursive: true })
  expect(summary).toMatchObject({ outcome: 'loaded', notices: 1 })
  expect(stderr).toContain('注意 / notice: benefits 2 ends_at ended_already: 结束时间已过')
}, 30_000)
