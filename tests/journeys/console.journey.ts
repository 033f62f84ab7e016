import type { Browser } from 'playwright-core'
import { formatPoints } from '../../shared/values/points'
import { accountsIn } from './books'
import { deskWords as words } from './deskWords'
import { Operator } from './operator'
import { openBrowser } from './phone'
import { journey, type Road } from './road'

const demoCard = '8192'
const given = 50
const reason = '客诉补偿，已核实'

let browser: Browser
let maker: Operator
const seen = { available: 0, cardholderId: '' }

journey('two persons at the console', {}, (step) => {
  afterAll(() => browser?.close())
  step('a maker finds the demo cardholder by the last digits of the card, and sees a masked phone', findsTheCardholder)
  step('sees what an adjustment would change before it is asked for, and asks for it', asksForPoints)
  step('a checker sees the same change, approves it, and the books have it', approves)
  step('support sees the whole phone for a reason', unmasks)
  step('the auditor reads who did all that, and why', readsTheLog)
})

async function findsTheCardholder(road: Road): Promise<void> {
  await road.start()
  const [account] = await accountsIn(road.database)
  Object.assign(seen, account)
  browser = await openBrowser()
  maker = await Operator.signIn(browser, road.product, 'maker')
  await maker.open(words.frame.cardholders)
  // A stray key leads to the field, Enter looks up.
  await maker.page.getByRole('heading', { name: words.cardholders.title }).click()
  await maker.page.keyboard.press('/')
  await maker.page.keyboard.type(demoCard)
  await maker.page.keyboard.press('Enter')
  await maker.reads(words.cardholders.tabs.timeline, words.cardholders.ending(demoCard), formatPoints(seen.available))
  expect(maker.page.url()).toContain(`/console/cardholders/${seen.cardholderId}`)
  await maker.reads(words.cardholders.entries.earn, words.cardholders.explain)
  expect(await maker.text()).toMatch(/1\d{2}\*{4}\d{4}/)
  expect(await maker.text()).not.toMatch(/(?<!\d)1\d{10}(?!\d)/)
  await fitsTheScreen(maker)
  expect(maker.troubles()).toEqual([])
}

async function asksForPoints({ database }: Road): Promise<void> {
  await maker.press(words.cardholders.actions)
  await maker.choose(words.requests.kinds.adjust_points)
  await maker.typeInDialog(words.requests.asks.points, String(given))
  await maker.page.keyboard.press('Enter')
  await maker.reads(words.requests.wouldChange, words.field('points.available'), formatPoints(seen.available + given))
  await maker.page.getByRole('dialog').getByRole('textbox').last().fill(reason)
  await maker.press(words.requests.ask)
  await maker.reads(words.requests.made)
  expect((await accountsIn(database))[0]?.available).toBe(seen.available)
  expect(maker.troubles()).toEqual([])
}

async function approves({ product, database, script }: Road): Promise<void> {
  const checker = await Operator.signIn(browser, product, 'checker')
  await checker.open(words.frame.requests)
  await checker.page.getByRole('link', { name: words.requests.kinds.adjust_points }).click()
  await checker.reads(reason, words.field('points.available'), formatPoints(seen.available + given))
  await checker.press(words.requests.approve)
  await checker.reads(words.requests.states.approved)
  expect((await accountsIn(database))[0]?.available).toBe(seen.available + given)
  expect(await script('verify-ledger.ts')).toMatchObject({ status: 0 })
  expect(checker.troubles()).toEqual([])
}

async function unmasks({ product }: Road): Promise<void> {
  const support = await Operator.signIn(browser, product, 'support')
  await support.page.goto(`${product.addresses.console}cardholders/${seen.cardholderId}`)
  await support.press(words.cardholders.unmask)
  await support.page.getByRole('dialog').getByRole('textbox').fill(reason)
  await support.press(words.cardholders.show)
  await support.page.getByText(/^1\d{10}$/).waitFor()
  expect(support.troubles()).toEqual([])
}

async function readsTheLog(road: Road): Promise<void> {
  const auditor = await Operator.signIn(browser, road.product, 'auditor')
  await auditor.open(words.frame.audit)
  const did = ['request.made', 'request.approved', 'cardholder.looked_up', 'cardholder.unmasked']
  await auditor.reads(...did.map((action) => words.audit[action] ?? action), reason)
  expect(await auditor.text()).not.toMatch(/(?<!\d)1\d{10}(?!\d)/)
  await fitsTheScreen(auditor)
  expect(auditor.troubles()).toEqual([])
  expect(await road.stop()).toBe(0)
}

/** Nothing has to be pushed sideways to be read. */
async function fitsTheScreen({ page }: Operator): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0)
}
