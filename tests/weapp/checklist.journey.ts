import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { journey, type Road } from '../journeys/road'
import { words } from '../journeys/screenWords'
import { hidesTheCode, showsTheCode } from './codePage'
import { mostWithin, recordOf } from './figures'
import { asksForNews, asksForPrivacy } from './leave'
import { forgetKept, openHome, settled } from './opening'
import { isOutdated } from './outdated'
import { stumblingOn } from './screen'

/** Points of docs/miniprogram-checklist.md that need no story: each step opens the mini-program anew. */
journey("what WeChat's audit looks at", { platform: 'weapp', independent: true }, (step) => {
  step('launching asks seldom, and asks WeChat for nothing of the person', launches)
  step('an empty wallet says so and leads to the benefits', leadsOn)
  step('while the server is silent there is a skeleton, one at most moves, and after a while it says so', waits)
  step('when the server fails the page says why, keeps its bars, and can be tried again', fails)
  step('pulling down refreshes home and wallet, and lets go, also without a network', pulls)
  step('a list loads its next part once and says where it ends', reachesTheEnd)
  step('a double tap redeems once, and back from the result does not lead to the confirmation', redeemsOnce)
  step('a page that a link opened has a way home', opensByLink)
  step('what stays at the bottom is clear of the bar of the phone', keepsClear)
  step('everything to tap has a name and the size of a finger', canBeTapped)
  step('in the largest type and on the narrowest phone nothing sticks out', fitsLargeType)
  step('benefits can be shared without anything of the person, and what is theirs cannot', shares)
  step('a new version is told of', updates)
  step('a code is masked until it is asked for, then bright, as pictures with names, and copied whole', showsTheCode)
  step('a code does not lie on the phone in clear, and is not to be seen in a screenshot', hidesTheCode)
  step("before something is copied WeChat's privacy terms are asked for, and no is an answer", asksForPrivacy)
  step('messages are asked for right after a tap, once a session, and no is an answer', asksForNews)
  step('listeners and timers end with their pages', letsGo)
  step('a version that the server no longer understands is told so, and how to go on', isOutdated)
})

const tabs = Object.values(words.ui.tabs)
const benefitPage = 'features/redemption/benefit?id=FOOD-TEA'
const subPages = [
  ...['features/ledger/ledger', 'features/ledger/lots', 'features/tiers/tiers', 'features/tiers/history'],
  ...['features/entitlements/entitlements', 'features/cards/cards', 'features/identity/devices'],
  ...['features/settings/notifications', 'features/settings/lock', 'features/settings/inbox', 'features/about/about'],
  ...['features/help/help', 'features/help/official', 'features/privacy/privacy', 'features/privacy/text', benefitPage],
]

async function launches(road: Road): Promise<void> {
  await openHome(road)
  const record = recordOf(road.phone)
  expect(mostWithin(await record.calls('request'), 1_000)).toBeLessThanOrEqual(3)
  for (const api of ['requestSubscribeMessage', 'showModal', 'requirePrivacyAuthorize', 'getUserProfile']) {
    expect(await record.calls(api)).toEqual([])
  }
}

async function leadsOn(road: Road): Promise<void> {
  await openHome(road)
  await road.phone.goTo(words.ui.tabs.wallet)
  await road.phone.tap(words.wallet.browse)
  await road.phone.isOn(words.ui.tabs.catalogue)
}

async function waits(road: Road): Promise<void> {
  await openHome(road)
  const silent = createServer(() => undefined)
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const { phone } = road
  try {
    await phone.evaluate(forgetKept)
    await openThrough(road, `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`)
    expect((await recordOf(phone).shape()).nodes).toBeGreaterThan(3)
    expect((await stumblingOn(phone)).loadingAnimations).toBeLessThanOrEqual(1)
    await phone.reads(words.ui.slowWaiting)
  } finally {
    await road.openApp()
    silent.closeAllConnections()
    await new Promise((resolve) => silent.close(resolve))
    await pause(500)
    await phone.forgive()
  }
}

/** Opens the mini-program with another server behind it. */
async function openThrough(road: Road, product: string): Promise<void> {
  Object.assign(road.serving.outside, { product })
  await road.phone.open(road.serving.address)
  await pause(1_500)
}

async function fails(road: Road): Promise<void> {
  await openHome(road)
  const { phone } = road
  await phone.evaluate(forgetKept)
  const broken = createServer((_, answer) => answer.writeHead(503).end('{"code":"internal_error"}'))
  await new Promise<void>((resolve) => broken.listen(0, '127.0.0.1', resolve))
  phone.tolerates('internal_error')
  await openThrough(road, `http://127.0.0.1:${(broken.address() as AddressInfo).port}/`)
  await phone.reads(words.ui.brokenTitle)
  const toasts = await recordOf(phone).calls('showToast')
  expect(toasts.filter(({ given }) => given.icon === 'error')).toEqual([])
  for (const tab of tabs) expect(await phone.text()).toContain(tab)
  await new Promise((resolve) => broken.close(resolve))
  Object.assign(road.serving.outside, { product: road.product.addresses.product })
  await phone.tap(words.ui.retry)
  await phone.number(words.home.available)
}

async function pulls(road: Road): Promise<void> {
  await openHome(road)
  const { phone } = road
  const record = recordOf(phone)
  const letGo = `(() => new Promise((done) => { const look = () => document.body.hasAttribute('data-refreshing') ? setTimeout(look, 50) : done(); look() }))()`
  for (const tab of [words.ui.tabs.home, words.ui.tabs.wallet]) {
    await phone.goTo(tab)
    await phone.evaluate(settled)
    const before = (await record.calls('request')).length
    await record.pullDown()
    await phone.evaluate(letGo)
    expect((await record.calls('request')).length).toBeGreaterThan(before)
    await phone.network('lost')
    await record.pullDown()
    await phone.evaluate(letGo)
    await phone.network('found')
  }
}

async function reachesTheEnd(road: Road): Promise<void> {
  await openHome(road)
  const { phone } = road
  await phone.goTo(words.ui.tabs.catalogue)
  await phone.evaluate(settled)
  const record = recordOf(phone)
  const before = (await record.calls('request')).length
  for (let part = 0; part < 30 && !(await phone.text()).includes(words.ui.noMore); part++) {
    await phone.scrollToTheEnd()
    await phone.evaluate(settled)
  }
  await phone.reads(words.ui.noMore)
  // However often the end was reached, no part was asked for twice.
  const asked = (await record.calls('request')).slice(before).map(({ given }) => String(given.url))
  expect(asked.length).toBeGreaterThan(0)
  expect(asked.filter((url, at) => asked.indexOf(url) !== at)).toEqual([])
  const shape = await record.shape()
  process.stdout.write(
    `weapp figures │ the whole catalogue: nodes ${shape.nodes}, depth ${shape.depth}, children of one ${shape.children}\n`,
  )
  expect(shape.nodes).toBeLessThanOrEqual(1_000)
}

async function redeemsOnce(road: Road): Promise<void> {
  await openHome(road)
  const { phone } = road
  await road.openApp(benefitPage)
  await phone.tap(words.redemption.redeem)
  await phone.reads(words.redemption.confirmTitle)
  await phone.answerTwice(words.redemption.confirm)
  await phone.isOn(words.redemption.resultTitle)
  await phone.reads(words.redemption.done)
  const sent = (await recordOf(phone).calls('request')).filter(
    ({ given }) => given.method === 'POST' && /\/redemptions$/.test(String(given.url)),
  )
  expect(sent).toHaveLength(1)
  const pages = (await recordOf(phone).notes('page'))
    .filter(({ event }) => event === 'closed')
    .map(({ route }) => route)
  expect(pages).toContain('features/redemption/benefit')
}

async function opensByLink(road: Road): Promise<void> {
  await openHome(road)
  await openHome(road, benefitPage)
  await road.phone.tap('返回首页')
  await road.phone.number(words.home.available)
}

const barOfPhone = 34

async function keepsClear(road: Road): Promise<void> {
  await openHome(road)
  await openHome(road, benefitPage)
  const bottom = await road.phone.evaluate<number>(
    `Math.max(...[...document.querySelectorAll('.page__footer [role=button], .page__footer wx-button')].map((one) => one.getBoundingClientRect().bottom))`,
  )
  expect(bottom).toBeGreaterThan(0)
  expect(bottom).toBeLessThanOrEqual(812 - barOfPhone)
}

async function canBeTapped(road: Road): Promise<void> {
  await openHome(road)
  expect(await onEveryPage(road, ['nameless', 'small'])).toEqual([])
}

async function fitsLargeType(road: Road): Promise<void> {
  await openHome(road)
  road.serving.settings.fontSize = 26
  await road.phone.turnInto({ width: 320, height: 700 })
  const found = await onEveryPage(road, ['wide', 'cut']).finally(async () => {
    road.serving.settings.fontSize = 16
    await road.phone.turnInto({ width: 375, height: 812 })
  })
  expect(found).toEqual([])
}

/** What is to stumble over, by page. */
async function onEveryPage(road: Road, kinds: ('nameless' | 'small' | 'wide' | 'cut')[]): Promise<string[]> {
  const found: string[] = []
  const mains = ['home', 'catalogue', 'wallet', 'me'].map((name) => `features/${name}/${name}`)
  let seen = 0
  for (const path of [...mains, ...subPages]) {
    await openHome(road, path)
    const stumbling = await stumblingOn(road.phone)
    seen += stumbling.seen
    for (const kind of kinds) found.push(...stumbling[kind].map((what) => `${path} ${kind}: ${what}`))
  }
  // A look that sees nothing finds nothing.
  expect(seen).toBeGreaterThan(100)
  return found
}

async function shares(road: Road): Promise<void> {
  await openHome(road)
  await openHome(road, benefitPage)
  const record = recordOf(road.phone)
  await record.share()
  await pause(300)
  const [shared] = await record.calls('share')
  expect(shared?.given).toMatchObject({ title: expect.any(String), path: expect.stringContaining('benefit') })
  expect(JSON.stringify(shared?.given)).not.toMatch(/token|cardholder|8192|138/)
  await openHome(road, 'features/wallet/wallet')
  await recordOf(road.phone).share()
  await pause(300)
  expect((await recordOf(road.phone).calls('share')).filter(({ given }) => given !== null)).toEqual([])
}

async function updates(road: Road): Promise<void> {
  await openHome(road)
  await recordOf(road.phone).stub('update', {})
  await road.phone.reads(words.ui.updateTitle)
}

async function letsGo(road: Road): Promise<void> {
  await openHome(road)
  const { phone } = road
  const record = recordOf(phone)
  for (const tab of tabs) await phone.goTo(tab)
  await phone.goTo(words.ui.tabs.home)
  const counts = async () => {
    const listening = new Map((await record.notes('listeners')).map(({ kind, count }) => [kind, count]))
    const timers = (await record.notes('timers')).at(-1)?.count ?? 0
    return { timers, listening: [...listening.values()].reduce((sum, count) => sum + count, 0) }
  }
  const before = await counts()
  for (let round = 0; round < 3; round++) {
    await phone.tap(words.home.available, words.home.ledger)
    await phone.isOn(words.ledger.title)
    await phone.tap('返回')
    await phone.number(words.home.available)
  }
  expect(await counts()).toEqual(before)
}
