import { tierWords } from '../../shared/words/tiers'
import { accountsIn, entriesOf, redemptionsOf } from './books'
import { journey, type Road } from './road'
import { words } from './screenWords'

/** Wide enough for the page to show a phone in its frame, with the demo's panel beside it. */
const desk = { width: 1280, height: 900 }
const smallPhone = { width: 375, height: 667 }

journey('the demo cardholder, a second start, and a reset', { viewport: desk }, (step) => {
  step('the first page shows the demo cardholder at home, with the points of three real months', showsTheDemo)
  step('what the tier gives this month is chosen once, without points', choosesByTier)
  step('a phone is topped up: the number is read once more, then masked, and followed until it has arrived', topsUp)
  step('the frame beside the phone says where everything is', saysWhereThingsAre)
  step('on a small phone the last row of a tab page can be reached above the tab bar', reachesTheLastRow)
  step('it stops on Ctrl-C', stopsCleanly)
  step('a second start keeps the data and makes nothing twice', keepsTheData)
  step('reset without a yes and without a terminal changes nothing', asksBeforeForgetting)
  step('reset forgets everything, and the next start knows nobody', forgets)
})

const demoCard = '8192'

const seen = { available: 0, pending: 0, cardholderId: '', entries: 0 }

async function showsTheDemo(road: Road): Promise<void> {
  await road.start()
  const { phone, product, database } = road
  expect(product.log()).toContain('the demo cardholder is ready')
  await phone.openFramed(product.addresses.product)
  await phone.reads(tierWords.gold.zh, words.home.card(demoCard))
  seen.available = await phone.number(words.home.available)
  seen.pending = await phone.number(words.home.pending)
  expect(seen.available).toBeGreaterThan(0)

  const accounts = await accountsIn(database)
  expect(accounts).toMatchObject([{ held: 0, debt: 0, available: seen.available, pending: seen.pending }])
  seen.cardholderId = accounts[0]?.cardholderId ?? ''
  seen.entries = (await entriesOf(database, seen.cardholderId)).length
}

async function choosesByTier({ phone, database, script }: Road): Promise<void> {
  const title = '现磨咖啡兑换券'
  await phone.tap(words.home.choicesLeft(1))
  await phone.isOn(words.entitlements.title)
  await phone.tap(words.entitlements.chooseNamed(title))
  await phone.answer(words.entitlements.confirm)
  await phone.isOn(words.redemption.resultTitle)
  await phone.reads(title, words.redemption.spent, words.redemption.byTier)
  await phone.tap(words.redemption.toHome)
  expect(await phone.number(words.home.available)).toBe(seen.available)
  await phone.readsNoMore(words.home.choicesLeft(1))
  expect(await redemptionsOf(database, seen.cardholderId)).toMatchObject([{ state: 'delivered', points: 0 }])
  expect(await script('verify-ledger.ts')).toMatchObject({ status: 0 })
}

async function topsUp({ phone, database, script }: Road): Promise<void> {
  const benefit = { title: '话费直充 10 档', points: 1_500 }
  await phone.goTo(words.ui.tabs.catalogue)
  await phone.tap(benefit.title, '1,500', words.catalogue.deliveries.topup)
  await phone.isOn(words.redemption.title)
  await phone.tap(words.redemption.redeem)
  await phone.type(words.redemption.accounts.phone.label, '1380013')
  await phone.answer(words.redemption.next)
  await phone.reads(words.redemption.accounts.phone.wrong)
  await phone.type(words.redemption.accounts.phone.label, '13800138000')
  await phone.reads(words.redemption.accountCheck, '138 0013 8000')
  await phone.answer(words.redemption.accountNext)
  await phone.reads(words.redemption.account, '138****8000')
  await phone.answer(words.redemption.confirm)
  await phone.isOn(words.redemption.resultTitle)
  await phone.reads(words.redemption.arrived, words.redemption.arrivedText('138****8000'))
  await phone.tap(words.redemption.proof)
  await phone.reads(words.redemption.serial)
  await phone.answer(words.ui.close)
  await phone.tap(words.redemption.toHome)

  seen.available -= benefit.points
  await phone.numberIs(words.home.available, seen.available)
  const { held, available } = (await accountsIn(database))[0] ?? {}
  expect({ held, available }).toEqual({ held: 0, available: seen.available })
  const redemptions = await redemptionsOf(database, seen.cardholderId)
  expect(redemptions).toContainEqual(expect.objectContaining({ state: 'delivered', points: benefit.points }))
  seen.entries = (await entriesOf(database, seen.cardholderId)).length
  expect(await script('verify-ledger.ts')).toMatchObject({ status: 0 })
}

async function saysWhereThingsAre({ phone, product }: Road): Promise<void> {
  const { bank, wechat, supplier } = product.addresses
  for (const address of [bank, wechat, supplier]) await phone.hasLinkBeside(address.replace(/\/$/, ''))
}

async function reachesTheLastRow({ phone }: Road): Promise<void> {
  await phone.turnInto(smallPhone)
  await phone.goTo(words.ui.tabs.me)
  await phone.reads(words.me.about)
  await phone.scrollToTheEnd()
  await phone.tap(words.me.about)
  await phone.isOn(words.me.about)
  await phone.turnInto(desk)
}

async function stopsCleanly(road: Road): Promise<void> {
  const { product } = road
  expect(await road.stop()).toBe(0)
  expect(product.log()).toContain('已停止 / stopped')
}

async function keepsTheData(road: Road): Promise<void> {
  await road.start()
  const { phone, product, database } = road
  expect(product.log()).not.toContain('the demo cardholder is ready')
  await phone.openFramed(product.addresses.product)
  expect(await phone.number(words.home.available)).toBe(seen.available)
  expect(await phone.number(words.home.pending)).toBe(seen.pending)
  expect(await accountsIn(database)).toMatchObject([{ cardholderId: seen.cardholderId }])
  expect(await entriesOf(database, seen.cardholderId)).toHaveLength(seen.entries)
  expect(await road.stop()).toBe(0)
}

async function asksBeforeForgetting({ script, database }: Road): Promise<void> {
  expect(await script('reset.ts')).toMatchObject({ status: 1 })
  expect(await entriesOf(database, seen.cardholderId)).toHaveLength(seen.entries)
}

async function forgets(road: Road): Promise<void> {
  expect(await road.script('reset.ts', '--yes')).toMatchObject({ status: 0 })
  expect(await road.database.isForgotten()).toBe(true)
  await road.start(['--no-demo'])
  // Nobody has agreed to the text on privacy any more.
  road.phone.tolerates('consent_required')
  await road.phone.openFramed(road.product.addresses.product)
  await road.phone.reads(words.home.guestTitle)
  expect(await accountsIn(road.database)).toEqual([])
  expect(await road.stop()).toBe(0)
}
