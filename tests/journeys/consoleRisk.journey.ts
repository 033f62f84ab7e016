import type { Browser } from 'playwright-core'
import { laneWords, riskReasonWords } from '../../shared/words/risk'
import { agreed } from '../support/people'
import { accountsIn, redemptionsOf } from './books'
import { deskWords as words } from './deskWords'
import { Operator } from './operator'
import { openBrowser } from './phone'
import { journey, type Road } from './road'

/** A cloud's, by what ip2region says of it; the product believes its proxy, which is this test. */
const fromHosting = { 'X-Forwarded-For': '47.96.0.1' }
const benefit = { id: 'TRAVEL-BIKE-WEEK', title: '共享单车骑行周卡', points: 200 }
const reason = '已与持卡人本人核实'

let browser: Browser
let risk: Operator
const seen = { token: '', redemptionId: '', cardholderId: '', available: 0 }

journey('a person decides on what is held', {}, (step) => {
  afterAll(() => browser?.close())
  step('the demo cardholder redeems on a new device from a hosting network, and it is held', isHeld)
  step('risk sees it in the queue, and why: by which rule, from where, on which device', seesWhy)
  step('risk releases it for a reason, and it arrives', releases)
  step('the decision stands among all decisions, and in the audit log', isWrittenDown)
})

async function isHeld(road: Road): Promise<void> {
  await road.start([], { TRUSTED_PROXIES: '127.0.0.1' })
  const [account] = await accountsIn(road.database)
  Object.assign(seen, account)
  const { wechat } = road.product.addresses
  const { code } = await send<{ code: string }>(`${wechat}sim/login-code`, { user: 'demo' })
  const login = await ask<{ token: string }>(road, 'api/sessions', { code, consent: agreed })
  seen.token = login.token
  const held = await ask<{ id: string; state: string; review: { reasons: string[] } | null }>(road, 'api/redemptions', {
    benefitId: benefit.id,
    points: benefit.points,
  })
  expect(held).toMatchObject({ state: 'held', codeMasked: null, review: { reasons: ['hosting_network'] } })
  seen.redemptionId = held.id
  expect((await accountsIn(road.database))[0]).toMatchObject({ held: benefit.points })
}

async function seesWhy({ product }: Road): Promise<void> {
  browser = await openBrowser()
  risk = await Operator.signIn(browser, product, 'risk')
  await risk.open(words.frame.reviews)
  await risk.reads(words.risk.counts(1, 0), riskReasonWords.hosting_network.zh)
  await risk.page.getByRole('link', { name: benefit.title }).click()
  await risk.reads(words.risk.rulesHit, laneWords.quarantine.zh, words.risk.facts, words.risk.alikeText(1, 1))
  expect(await risk.text()).not.toMatch(/(?<!\d)1\d{10}(?!\d)/)
  expect(await risk.page.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0)
}

async function releases(road: Road): Promise<void> {
  await risk.press(words.risk.release)
  const dialog = risk.page.getByRole('dialog')
  await dialog.getByRole('textbox').fill(reason)
  await dialog.getByRole('button', { name: /放\s?行/ }).click()
  await risk.reads(words.risk.states.released, reason)
  const arrived = (await redemptionsOf(road.database, seen.cardholderId)).find(({ id }) => id === seen.redemptionId)
  expect(arrived).toMatchObject({ state: 'delivered' })
  expect((await accountsIn(road.database))[0]).toMatchObject({ held: 0, available: seen.available - benefit.points })
  const shown = await fetch(`${road.product.addresses.product}api/redemptions/${seen.redemptionId}`, {
    headers: { Authorization: `Bearer ${seen.token}` },
  })
  expect(await shown.json()).toMatchObject({ state: 'delivered', review: null, codeMasked: expect.any(String) })
  expect(await road.script('verify-ledger.ts')).toMatchObject({ status: 0 })
}

async function isWrittenDown(road: Road): Promise<void> {
  await risk.open(words.frame.decisions)
  await risk.reads(laneWords.quarantine.zh)
  expect(risk.troubles()).toEqual([])
  const auditor = await Operator.signIn(browser, road.product, 'auditor')
  await auditor.open(words.frame.audit)
  await auditor.reads(words.audit['risk.review_decided'] ?? '', reason)
  expect(auditor.troubles()).toEqual([])
  expect(await road.stop()).toBe(0)
}

function ask<Reply>({ product }: Road, path: string, body: object): Promise<Reply> {
  const signedIn: Record<string, string> = seen.token === '' ? {} : { Authorization: `Bearer ${seen.token}` }
  const headers = { ...fromHosting, ...signedIn, 'Idempotency-Key': 'journey-held-0000001' }
  return send(`${product.addresses.product}${path}`, body, headers)
}

async function send<Reply>(url: string, body: object, headers: Record<string, string> = {}): Promise<Reply> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  expect(response.status).toBe(200)
  return response.json() as Promise<Reply>
}
