import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { benefitCategory } from '../../../shared/contract/catalogue'
import { tierId } from '../../../shared/contract/tiers'
import { readBenefitsFile } from './benefitsFile'
import { CatalogueProblems } from './catalogueProblems'
import { readCodesFile } from './codesFile'

const demo = join(__dirname, '../../demo')
const problems = new CatalogueProblems()
const { benefits: rows } = readBenefitsFile(readFileSync(join(demo, 'catalogue.csv')), problems)
const benefits = rows.map(({ benefit }) => benefit)
const { codes, rowsOfBenefit } = readCodesFile(readFileSync(join(demo, 'codes.csv')), problems)

test('the demo catalogue has something in every category and for every tier', () => {
  expect(problems.list).toEqual([])
  expect(new Set(benefits.map(({ category }) => category)).size).toBe(benefitCategory.options.length)
  expect(new Set(benefits.map(({ tier }) => tier)).size).toBe(tierId.options.length)
})

test('the demo has a code for each of its stock, and one benefit that is soon sold out', () => {
  for (const { benefitId, stock } of benefits)
    expect([benefitId, rowsOfBenefit.get(benefitId)]).toEqual([benefitId, stock])
  expect(codes.length).toBeGreaterThan(1_000)
  expect(Math.min(...benefits.map(({ stock }) => stock))).toBe(3)
})

test('no benefit of the demo names a price in yuan or speaks of buying', () => {
  const text = benefits.map((benefit) => `${benefit.title}${benefit.description}${benefit.steps.join('')}`).join('')
  expect(text).not.toMatch(/元|￥|¥|购买|抽奖/)
})
