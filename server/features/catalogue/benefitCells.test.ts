import { readFileSync } from 'node:fs'
import path from 'node:path'
import { benefitColumn } from '../../../shared/contract/versions'
import { benefitsCsv } from '../../../tests/support/catalogueFiles'
import { cellsIn, cellsOf, columnsInOrder, contentText } from './benefitCells'
import { benefitIn, readBenefitsFile } from './benefitsFile'
import { CatalogueProblems } from './catalogueProblems'

const demo = readFileSync(path.resolve(__dirname, '../../demo/catalogue.csv'))
const everything = benefitsCsv({
  starts_at: '2026-01-05 08:30:15',
  ends_at: '2026-12-31 20:00',
  delivery: 'topup',
  supplier: 'default',
  sku: 'P-10',
  account: 'qq',
  limit_per_day: 1,
  limit_per_week: 2,
  limit_per_month: 3,
  campaign: 'SPRING',
  campaign_limit: 4,
  products: 'GOLD|BLUE',
  releases: '2026-02-01=1|2026-02-02 10:00=2',
  stock: 10,
  low_stock_at: 0,
  steps: '一|二',
})

test.each([
  ['the demo', demo],
  ['a benefit with every column', everything],
])('what is kept of %s is read back as the same benefits', (_, file) => {
  const problems = new CatalogueProblems()
  const { benefits } = readBenefitsFile(file, problems)
  expect(benefits.length).toBeGreaterThan(0)
  for (const { row, benefit } of benefits) {
    const cells = cellsIn(contentText(cellsOf(benefit)))
    expect(benefitIn({ row, cells }, { position: benefit.position, suppliers: undefined }, problems)).toEqual(benefit)
  }
  expect(problems.list).toEqual([])
})

test('the columns of the contract are those of the file, in its order', () => {
  expect(benefitColumn.options).toEqual(columnsInOrder)
})
