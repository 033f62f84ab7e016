import { setTimeout as pause } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import type { BenefitDetail } from '../../shared/contract/catalogue'
import { deskWords as words } from './deskWords'
import { Operator } from './operator'
import { openBrowser } from './phone'
import type { Product } from './product'
import { journey, type Road } from './road'

const benefitId = 'VIDEO-WEEK'
const codes = ['KQ-ROAD-7K2M-0001', 'KQ-ROAD-7K2M-0002', 'KQ-ROAD-7K2M-0003']
const codesFile = 'codes-december.csv'
const reason = '十二月补货，已核对'
const newPoints = 905
const newRate = 120
/** The time of publication is told to the minute, and looked at by a job. */
const publishLimitMs = 200_000

let browser: Browser
let maker: Operator
let checker: Operator
const before = { codes: 0, stock: 0, points: 0 }

journey('codes, versions and rules, by two persons', {}, (step) => {
  afterAll(() => browser?.close())
  step('a maker uploads a batch of codes, sees counts alone, and asks for it to be loaded', asksForCodes)
  step('a checker approves, and the pool and the stock have grown by it', loadsCodes)
  step('a draft is approved for a time to come, and is live at that time and not before', isScheduled)
  step('the old version comes back as a draft of its own, and with it the old price', comesBack)
  step('an earning rule is changed in a form, and the checker sees before and after', changesTheRule)
})

async function asksForCodes(road: Road): Promise<void> {
  await road.start()
  Object.assign(before, await standing(road))
  browser = await openBrowser()
  maker = await Operator.signIn(browser, road.product, 'maker')
  await maker.open(words.frame.import)
  await maker.page.getByText(words.imports.tabs.codes).click()
  await maker.reads(words.imports.dropCodesHint)
  const lines = [
    'benefit_id,code,batch,valid_until',
    ...codes.map((code) => `${benefitId},${code},DEC-2026,2035-12-31`),
  ]
  await maker.page.setInputFiles('input[type=file]', {
    name: codesFile,
    mimeType: 'text/csv',
    buffer: Buffer.from(lines.join('\n')),
  })
  await maker.isOn(codesFile)
  await maker.reads(words.imports.codesOnlyCounts, benefitId, 'DEC-2026')
  await maker.press(words.imports.load)
  await maker.press(words.requests.preview)
  await maker.reads(words.requests.wouldChange, words.field(`benefit.${benefitId}.codes`))
  await maker.page.getByRole('dialog').getByRole('textbox').last().fill(reason)
  await maker.press(words.requests.ask)
  await maker.reads(words.requests.made)
  expect(await standing(road)).toEqual(before)
  await showsNoCode(maker)
}

async function loadsCodes(road: Road): Promise<void> {
  checker = await Operator.signIn(browser, road.product, 'checker')
  await checker.open(words.frame.requests)
  await checker.page.getByRole('link', { name: words.requests.kinds.load_codes }).click()
  await checker.reads(reason, words.field(`benefit.${benefitId}.codes`))
  await showsNoCode(checker)
  await checker.press(words.requests.approve)
  await checker.reads(words.requests.states.approved)
  const grown = { codes: before.codes + codes.length, stock: before.stock + codes.length }
  expect(await standing(road)).toEqual({ ...before, ...grown })
  await checker.open(words.frame.stock)
  const row = checker.page.getByRole('row', { name: new RegExp(benefitId) })
  await row.getByText(`${grown.stock} / ${grown.stock}`).waitFor()
}

async function isScheduled(road: Road): Promise<void> {
  await maker.open(words.frame.catalogue)
  await maker.press(words.versions.begin)
  await maker.page
    .getByRole('dialog')
    .getByRole('button', { name: /^确\s?定$/ })
    .click()
  await maker.isOn(words.versions.version(2))
  const row = maker.page.getByRole('row', { name: new RegExp(benefitId) })
  await row.getByRole('link', { name: words.versions.edit }).click()
  await maker.type(words.columns.points, String(newPoints))
  await maker.press(words.form.save)
  await maker.isOn(words.versions.version(2))
  await maker.reads(`${words.versions.kinds.changed} 1`)
  const minute = new Date(Math.ceil((Date.now() + 45_000) / 60_000) * 60_000)
  await submit(words.versions.publishLater, shanghaiMinute(minute))
  await approves(words.requests.kinds.publish_catalogue)
  expect((await detailOf(road.product)).points).toBe(before.points)
  const until = Date.now() + publishLimitMs
  while ((await detailOf(road.product)).points !== newPoints && Date.now() < until) await pause(1_000)
  expect((await detailOf(road.product)).points).toBe(newPoints)
  expect(Date.now()).toBeGreaterThanOrEqual(minute.getTime())
  await checker.open(words.frame.catalogue)
  await checker.page.getByRole('row', { name: new RegExp(`第 2 版.*${words.versions.states.live}`) }).waitFor()
}

async function comesBack({ product }: Road): Promise<void> {
  await maker.open(words.frame.catalogue)
  await maker.page.getByRole('link', { name: words.versions.version(1) }).click()
  await maker.press(words.versions.restore)
  await maker.page
    .getByRole('dialog')
    .getByRole('button', { name: /^确\s?定$/ })
    .click()
  await maker.isOn(words.versions.version(3))
  await maker.reads(`${words.versions.kinds.changed} 1`)
  await submit(words.versions.publishAtOnce)
  await approves(words.requests.kinds.publish_catalogue)
  expect((await detailOf(product)).points).toBe(before.points)
}

async function changesTheRule(road: Road): Promise<void> {
  await maker.open(words.frame.programme)
  await maker.press(words.programme.fresh)
  await maker.type(words.path(['version']), '2027-01')
  await maker.type(words.path(['rateBasisPoints']), '')
  await maker.reads(words.programme.missing, words.programme.problems(1))
  await maker.type(words.path(['rateBasisPoints']), String(newRate))
  await maker.page.getByRole('row', { name: `${words.field('rule.rateBasisPoints')} 100 ${newRate}` }).waitFor()
  await maker.type('理由', reason)
  await maker.press(words.programme.ask)
  await maker.isOn(words.requests.kinds.publish_earning_rule)
  await approves(words.requests.kinds.publish_earning_rule, String(newRate))
  await maker.open(words.frame.programme)
  await maker.page.getByRole('row', { name: new RegExp(`2027-01.*${words.programme.states.to_come}`) }).waitFor()
  expect([...maker.troubles(), ...checker.troubles()]).toEqual([])
  expect(await road.stop()).toBe(0)
}

/** The draft that is open goes to another person. */
async function submit(way: string, at?: string): Promise<void> {
  await maker.press(words.versions.submit)
  const dialog = maker.page.getByRole('dialog')
  await dialog.getByText(way).click()
  if (at) await maker.typeInDialog(words.versions.publishAt, at)
  await maker.typeInDialog('理由', reason)
  await dialog.getByRole('button', { name: /^送\s?审$/ }).click()
  await maker.reads(words.versions.states.in_review)
}

async function approves(kind: string, ...seen: string[]): Promise<void> {
  await checker.open(words.frame.requests)
  await checker.page.getByRole('link', { name: kind }).click()
  await checker.reads(reason, ...seen)
  await checker.press(words.requests.approve)
  await checker.reads(words.requests.states.approved)
}

async function showsNoCode(operator: Operator): Promise<void> {
  const text = await operator.text()
  for (const code of codes) expect(text).not.toContain(code)
}

/** What there is of the benefit, and what it costs. */
async function standing({ database, product }: Road): Promise<typeof before> {
  const [pool] = await database.rows<{ codes: number }>(
    'SELECT COUNT(*) AS codes FROM benefit_code WHERE benefit_id = ?',
    [benefitId],
  )
  const [held] = await database.rows<{ stock: number }>('SELECT stock FROM benefit_stock WHERE benefit_id = ?', [
    benefitId,
  ])
  const { points } = await detailOf(product)
  return { codes: Number(pool?.codes), stock: Number(held?.stock), points }
}

async function detailOf({ addresses }: Product): Promise<BenefitDetail> {
  return (await fetch(`${addresses.product}api/benefits/${benefitId}`)).json() as Promise<BenefitDetail>
}

/** As a field for a time takes it. */
function shanghaiMinute(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16)
}
