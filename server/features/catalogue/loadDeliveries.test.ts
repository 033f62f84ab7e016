import { benefitsCsv, type Cells, csv, issueCodes } from '../../../tests/support/catalogueFiles'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { testVault } from '../../../tests/support/testVault'
import { findBenefit } from './catalogue.store'
import { loadCatalogue } from './loadCatalogue'

let opened: TestDatabase
let programmeId = ''
let programmes = 0
const surroundings = heldSurroundings('2026-11-22T02:00:00.000Z')
const vault = testVault()
const suppliers = new Set(['default', 'fulu'])

beforeAll(async () => {
  opened = await testDatabase()
})
afterAll(() => opened.close())
beforeEach(() => {
  programmeId = `p-${++programmes}`
})

const load = (rows: Cells[], { codes, replace }: { codes?: Cells[]; replace?: boolean } = {}) =>
  loadCatalogue(
    { database: opened.database, surroundings, vault, suppliers },
    { programmeId, benefits: benefitsCsv(...rows), codes: codes && csv(codes), replace },
  )

async function problemsOf(...of: Parameters<typeof load>): Promise<string[]> {
  const result = await load(...of)
  if (result.ok) throw new Error('it was loaded')
  for (const { zh, en } of result.problems) {
    expect([zh, en].join()).not.toMatch(/\{\}/)
    expect(zh).toMatch(/[一-龥]/)
  }
  return result.problems.map(({ file, row, column, code }) => `${file} ${row} ${column} ${code}`)
}

const benefit = (benefitId = 'VIDEO-1') => findBenefit(opened.database.reader, { programmeId, benefitId })
const phone = { delivery: 'topup', supplier: 'default', sku: 'P10', account: 'phone', stock: 50 }

test('a file without the newer columns loads benefits with codes, without limits', async () => {
  await load([{ benefit_id: 'VIDEO-1' }])
  expect(await benefit()).toMatchObject({
    delivery: 'code',
    source: null,
    accountKind: null,
    limits: { day: null, week: null, month: null, campaign: null },
    campaignId: null,
    products: null,
    releases: [],
    lowStockAt: null,
  })
})

test('loads a top-up with all of its conditions, and the same again changes nothing', async () => {
  const row = {
    ...phone,
    limit_per_day: 1,
    limit_per_week: 2,
    limit_per_month: 3,
    campaign: 'SPRING-1',
    campaign_limit: 4,
    products: 'standard | gold_2',
    releases: '2026-12-01 10:00=10|2026/12/1 20:00 = 20',
    low_stock_at: 5,
  }
  expect(await load([row])).toMatchObject({ ok: true, counts: { new: 1 } })
  expect(await benefit()).toMatchObject({
    delivery: 'topup',
    source: { supplier: 'default', sku: 'P10' },
    accountKind: 'phone',
    limits: { day: 1, week: 2, month: 3, campaign: 4 },
    campaignId: 'SPRING-1',
    products: ['standard', 'gold_2'],
    stock: 50,
    releases: [
      { at: new Date('2026-12-01T02:00:00.000Z'), stock: 10 },
      { at: new Date('2026-12-01T12:00:00.000Z'), stock: 20 },
    ],
    lowStockAt: 5,
  })
  expect(await load([row, { benefit_id: 'OTHER-1' }])).toMatchObject({ counts: { new: 1, unchanged: 1, changed: 0 } })
  expect(await load([{ ...row, low_stock_at: 6 }])).toMatchObject({ counts: { changed: 1 } })
})

test('takes Chinese names and words of the newer columns', async () => {
  await load([{ 交付方式: '直充', 供应商: 'fulu', 供应商商品编号: 'Q-1', 充值账号类型: '微信', stock: 3, 每周限兑: 2 }])
  expect(await benefit()).toMatchObject({ delivery: 'topup', accountKind: 'wechat', limits: { week: 2 } })
  await load([{ ...phone, delivery: '链接', account: '' }])
  expect(await benefit()).toMatchObject({ delivery: 'link', accountKind: null, source: { sku: 'P10' }, stock: 50 })
})

test.each<[string, Cells, string[]]>([
  ['an unknown delivery', { delivery: 'mail' }, ['delivery delivery_unknown']],
  [
    'a top-up of nothing from nobody',
    { delivery: 'topup' },
    ['supplier needed_for_delivery', 'sku needed_for_delivery', 'account needed_for_delivery'],
  ],
  ['a supplier that is not configured', { ...phone, supplier: 'nobody' }, ['supplier supplier_unknown']],
  ['a supplier that is no name', { ...phone, supplier: 'A B' }, ['supplier supplier_invalid']],
  ['a product with a separator', { ...phone, sku: 'a&b' }, ['sku sku_invalid']],
  ['an unknown account', { ...phone, account: 'email' }, ['account account_unknown']],
  ['a code with a supplier', { supplier: 'default', account: 'qq' }, ['supplier', 'account'].map(notForDelivery)],
  ['a link with half an order', { delivery: 'link', sku: 'L-1' }, ['supplier needed_for_delivery']],
  ['a link with an account', { delivery: 'link', account: 'qq' }, [notForDelivery('account')]],
  ['limits of nothing', { limit_per_day: 0, limit_per_month: '1,000' }, limits('day', 'month')],
  ['a limit without its campaign', { campaign_limit: 2 }, ['campaign campaign_missing']],
  ['a campaign that is no id', { campaign: 'spring' }, ['campaign campaign_invalid']],
  ['a product twice', { products: 'a|a' }, ['products product_invalid']],
  ['an empty product', { products: 'a||b' }, ['products product_invalid']],
  ['a portion without a count', { ...phone, releases: '2026-12-01 10:00' }, ['releases release_invalid']],
  [
    'a portion after the end',
    { ...phone, ends_at: '2026-12-10', releases: '2026-12-01 10:00=1|2026-12-11 00:00=1' },
    ['releases release_after_end'],
  ],
  ['a portion on no day', { ...phone, releases: '2026-13-01 10:00=1' }, ['releases release_invalid']],
  [
    'portions out of order',
    { ...phone, releases: '2026-12-02 10:00=1|2026-12-01 10:00=1' },
    ['releases releases_unordered'],
  ],
  [
    'more in portions than in all',
    { ...phone, releases: '2026-12-01 10:00=30|2026-12-02 10:00=21' },
    ['releases releases_above_stock'],
  ],
  ['a mark that is no number', { low_stock_at: 'few' }, ['low_stock_at number_invalid']],
])('refuses %s', async (_, row, expected) => {
  expect(await problemsOf([row])).toEqual(expected.map((problem) => `benefits 2 ${problem}`))
})

function notForDelivery(column: string) {
  return `${column} not_for_delivery`
}
function limits(...spans: string[]) {
  return spans.map((span, at) => `limit_per_${span} ${at === 0 ? 'number_invalid' : 'number_separated'}`)
}

test('what a supplier delivers needs no codes, and takes none', async () => {
  const codes = [{ benefit_id: 'VIDEO-1', code: 'A-CODE-1' }]
  expect(await problemsOf([phone], { codes })).toEqual(['codes 2 benefit_id code_not_wanted'])
  expect(await load([phone])).toMatchObject({ ok: true })
  expect(await problemsOf([{ benefit_id: 'OTHER-1' }], { codes })).toEqual(['codes 2 benefit_id code_not_wanted'])
})

test('links from the pool are addresses, and no problem quotes them', async () => {
  const bad = [
    'A-CODE-1',
    'http://secret.example/1',
    'https://me:pw@secret.example/',
    'https://secret',
    'https://a b.cn',
  ]
  const codes = bad.map((code) => ({ benefit_id: 'VIDEO-1', code }))
  const row = { delivery: 'link', stock: 1 }
  expect(await problemsOf([row], { codes })).toEqual(bad.map((_, at) => `codes ${at + 2} code link_invalid`))
  expect(JSON.stringify(await load([row], { codes }))).not.toMatch(/secret|CODE-1/)
  const long = `https://coupons.example/take?token=${'a'.repeat(300)}`
  expect(await load([row], { codes: [{ benefit_id: 'VIDEO-1', code: long }] })).toMatchObject({ ok: true })
  expect(await benefit()).toMatchObject({ delivery: 'link', source: null, stock: 1 })
  expect(await problemsOf([{}], { codes: [{ benefit_id: 'VIDEO-1', code: `${long}2` }] })).toEqual([
    'benefits 2 delivery delivery_fixed',
    'codes 2 code too_long',
  ])
})

test('how it is delivered cannot change once it has codes or owners', async () => {
  const codes = [{ benefit_id: 'VIDEO-1', code: 'A-CODE-1' }]
  await load([{ stock: 1 }], { codes })
  expect(await problemsOf([phone])).toEqual(['benefits 2 delivery delivery_fixed'])
  await issueCodes({ database: opened.database, surroundings }, { programmeId })
  expect(await problemsOf([phone])).toEqual(['benefits 2 delivery delivery_fixed'])
})

describe('a campaign', () => {
  const row = (benefit_id: string, campaign_limit: number | '') => ({
    benefit_id,
    campaign: 'SPRING-1',
    campaign_limit,
  })

  test('has one limit in a file', async () => {
    expect(await problemsOf([row('A-1', 2), row('B-1', 3), row('C-1', ''), row('D-1', 2)])).toEqual([
      'benefits 3 campaign_limit campaign_limit_differs',
      'benefits 4 campaign_limit campaign_limit_differs',
    ])
  })

  test('has one limit in file and catalogue, and a new one where the file names all of it', async () => {
    await load([row('A-1', 2), row('B-1', 2)])
    const result = await load([row('A-1', 3)])
    expect(result).toMatchObject({ ok: false, problems: [{ row: 2, zh: '同一活动的限兑应当一致，权益 B-1 写的是 2' }] })
    expect(await load([row('A-1', 3), row('B-1', 3)])).toMatchObject({ counts: { changed: 2 } })
    expect(await load([row('A-1', 4)], { replace: true })).toMatchObject({ counts: { changed: 1, retired: 1 } })
  })
})
