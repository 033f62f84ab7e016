import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { accountKind, benefitCategory, delivery } from '../../../shared/contract/catalogue'
import { tierId } from '../../../shared/contract/tiers'
import { readBenefitsFile } from './benefitsFile'
import { CatalogueProblems } from './catalogueProblems'
import { readCodesFile } from './codesFile'

const demo = join(__dirname, '../../demo')
const problems = new CatalogueProblems()
const { benefits: rows } = readBenefitsFile(readFileSync(join(demo, 'catalogue.csv')), problems, new Set(['default']))
const benefits = rows.map(({ benefit }) => benefit)
const { codes, rowsOfBenefit } = readCodesFile(readFileSync(join(demo, 'codes.csv')), problems)

test('the demo catalogue has something in every category and for every tier', () => {
  expect(problems.list).toEqual([])
  expect(new Set(benefits.map(({ category }) => category)).size).toBe(benefitCategory.options.length)
  expect(new Set(benefits.map(({ tier }) => tier)).size).toBe(tierId.options.length)
})

test('the demo has a code for each of its stock that is not ordered, and one benefit that is soon sold out', () => {
  for (const { benefitId, stock, source } of benefits)
    expect([benefitId, rowsOfBenefit.get(benefitId)]).toEqual([benefitId, source ? undefined : stock])
  expect(codes.length).toBeGreaterThan(1_000)
  expect(Math.min(...benefits.map(({ stock }) => stock))).toBe(3)
})

test('no benefit of the demo names a price in yuan or speaks of buying', () => {
  const text = benefits.map((benefit) => `${benefit.title}${benefit.description}${benefit.steps.join('')}`).join('')
  expect(text).not.toMatch(/元|￥|¥|购买|抽奖/)
})

test('the demo delivers in every way and to every kind of account, in portions, under limits and in a campaign', () => {
  expect(new Set(benefits.map(({ delivery }) => delivery))).toEqual(new Set(delivery.options))
  expect(new Set(benefits.flatMap(({ accountKind: kind }) => kind ?? []))).toEqual(new Set(accountKind.options))
  expect(benefits.filter(({ releases }) => releases.length > 0)).toHaveLength(1)
  expect(benefits.filter(({ campaign }) => campaign?.id === 'GAME-FEST')).toHaveLength(2)
  for (const span of ['day', 'week', 'month'] as const)
    expect(benefits.some(({ limits }) => limits[span] !== null)).toBe(true)
})
