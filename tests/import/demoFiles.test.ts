import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { NumberedBenefit } from '../../server/features/catalogue/benefitsFile'
import { askWorker } from '../../server/features/catalogue/imports/worker/askWorker'

const demo = join(__dirname, '../../server/demo')

async function benefitsOf(name: string): Promise<NumberedBenefit[]> {
  const benefits: NumberedBenefit[] = []
  const nothing = { others: [], waiting: [], known: new Map(), now: new Date('2026-11-22T02:00:00Z') }
  await askWorker({
    ...nothing,
    task: { kind: 'benefits' },
    suppliers: ['default'],
    bytes: readFileSync(join(demo, name)),
    take: (piece) => {
      if (piece.kind === 'benefits') benefits.push(...piece.items)
    },
  })
  return benefits
}

test('the spreadsheet of the demo says what its CSV says, for at least 120 benefits', async () => {
  const benefits = await benefitsOf('catalogue.xlsx')
  expect(benefits.length).toBeGreaterThanOrEqual(120)
  expect(benefits).toEqual(await benefitsOf('catalogue.csv'))
})

test('of the broken ones the good rows are left', async () => {
  expect(await benefitsOf('catalogue-broken-cells.xlsx')).toHaveLength(26)
  expect(await benefitsOf('catalogue-broken-sheet.xlsx')).toHaveLength(16)
})
