import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addDays, addMonths, businessDayOf, endOfMonth, monthOf } from '../../shared/values/businessDay'
import { tierWords } from '../../shared/words/tiers'
import { accountsIn, codesGivenAway, entriesOf, lotsOf, ownedBy, redemptionsOf, sumOf, sumsOfLegs } from './books'
import type { Phone } from './phone'
import type { Road, Step } from './road'
import { words } from './screenWords'
import { cardAtBank, letScan, oneTimePassword } from './simulators'

/** The product's one loop, from a card to a code, and what a phone shows of it without a network. */
export function tellLoop(step: Step, onTheWay: (step: Step) => void = () => undefined): void {
  step('the product starts, and a WeChat user without a card picks up the phone', picksUpThePhone)
  step('the visitor looks at the benefits before anything is asked of them', looksAround)
  step('the text on privacy is agreed to with the login, which leads back to the benefit', agrees)
  step('the card is bound with the one-time password that the bank sent', bindsTheCard)
  step('a real month of the card is fed while the product runs', feedsTheMonth)
  step('the same files again change nothing', feedsItAgain)
  step('home shows points, what is on the way, and the tier that the growth has reached', seesPointsAndTier)
  step('a benefit is redeemed: what it costs, the balance before and after, the result', redeems)
  step('the code is revealed in the wallet and copied', revealsAndCopies)
  step('what proves its delivery names the code and the entry that took the points', readsTheProof)
  step('the statement explains a purchase by category, arithmetic and lot', readsThePurchase)
  step('the statement explains the refund and the redemption', readsTheRefund)
  step('without a network home and wallet show what they last knew, and catch up by themselves', readsOffline)
  onTheWay(step)
  step('after logging out nothing of theirs is left, and logging in brings it back', logsOutAndIn)
  step('the books hold, and the product stops cleanly', endsWell)
}

const user = '用户A'
const last4 = '7121'
const file = 'server/demo/card-transactions/2017-05.csv'
const today = businessDayOf(new Date())
const yesterday = addDays(today, -1)

/**
 * What the published month says of the card, worked out by hand: of 20 purchases one is a tax and earns nothing, the
 * others earn a point for each whole yuan; one refund takes back a whole purchase; one purchase is of the last week.
 */
const published = { purchases: 20, refunds: 1, earned: 1_924, takenBack: 230, ofLastWeek: 180 }
const growth = published.earned - published.takenBack
const available = growth - published.ofLastWeek

/** The last day in the file is 2 June, and that falls on yesterday. */
const dayOfMay = (day: number) => addDays(yesterday, day - 33)
const daysUntilAvailable = 7

const benefit = { id: 'FOOD-TEA', title: '现制茶饮兑换券', points: 700 }
/** From home to the benefit that was redeemed. */
export const mostTaps = 3
const left = available - benefit.points

const seen = { cardholderId: '', password: '', code: '' }

async function picksUpThePhone(road: Road): Promise<void> {
  await road.start()
  const { phone, product } = road
  await letScan(phone, product, user)
  // A browser in the demo logs in by itself whoever has agreed to the text on privacy; this person has not.
  phone.tolerates('consent_required')
  await road.openApp()
  await phone.reads(words.home.guestTitle)
}

async function looksAround({ phone }: Road): Promise<void> {
  await phone.goTo(words.ui.tabs.me)
  await phone.reads(words.me.guest)
  await phone.goTo(words.ui.tabs.catalogue)
  await phone.tap(benefit.title, '700', '剩')
  await phone.isOn(words.redemption.title)
}

async function agrees({ phone, database }: Road): Promise<void> {
  const cardholders = () => database.rows('SELECT cardholder_id FROM cardholder')
  const before = await cardholders()
  await phone.tap(words.redemption.loginToRedeem)
  await phone.isOn(words.identity.loginTitle)
  await phone.reads(words.privacy.whole)
  expect(await cardholders()).toEqual(before)
  await phone.tap(words.identity.login)
  await phone.isOn(words.redemption.title)
  await phone.tap(words.redemption.bindToRedeem)
  await phone.isOn(words.cards.bindTitle)
}

async function bindsTheCard({ phone, product }: Road): Promise<void> {
  const card = await cardAtBank(product, last4)
  await phone.tap(words.cards.phoneButton)
  await phone.type(words.cards.name, card.name)
  await phone.type(words.cards.last4, card.last4)
  // This person's WeChat number is not the one that the bank has.
  await phone.tap(words.cards.useOther)
  await phone.type(words.cards.phone, card.phone)
  await phone.tap(words.cards.next)
  // Of a phone that is not the caller's own nothing is told but what to expect.
  await phone.reads(words.cards.otpTextOther(`138****${last4}`))
  seen.password = await oneTimePassword(phone, product, card.phone)
  await phone.type(words.cards.otp, seen.password)
  await phone.tap(words.cards.confirm)
  await phone.reads(words.cards.boundText(last4), words.cards.nothingCredited)
  await phone.tap(words.cards.seeHome)
  await phone.reads(tierWords.basic.zh, words.home.card(last4))
  expect(await phone.number(words.home.available)).toBe(0)
}

async function feedsTheMonth(road: Road): Promise<void> {
  const { purchases, refunds } = published
  expect(await feed(road)).toMatchObject({ refused: 0, known: 0, new: purchases + refunds, points: growth })
  const richer = (await accountsIn(road.database)).filter((one) => one.available + one.pending === growth)
  expect(richer).toMatchObject([{ held: 0, debt: 0 }])
  seen.cardholderId = richer[0]?.cardholderId ?? ''
}

async function feedsItAgain(road: Road): Promise<void> {
  const before = await entriesOf(road.database, seen.cardholderId)
  const summary = await feed(road)
  expect(summary).toMatchObject({ taken: 0, refused: 0, known: summary.files })
  expect(await entriesOf(road.database, seen.cardholderId)).toEqual(before)
}

async function seesPointsAndTier({ phone, database }: Road): Promise<void> {
  await phone.goTo(words.ui.tabs.me)
  await phone.goTo(words.ui.tabs.home)
  await phone.reads(tierWords.silver.zh, words.home.card(last4))
  await phone.reads(words.home.available, '1,514')
  await phone.reads(words.home.toNext('2,306', tierWords.gold.zh), words.home.growth, '1,694 / 4,000')
  const nextDay = addDays(dayOfMay(29), daysUntilAvailable)
  await phone.reads(words.home.pending, '180', words.home.allFrom(words.dayFrom(today, nextDay)))

  const entries = await entriesOf(database, seen.cardholderId)
  const lots = await lotsOf(database, seen.cardholderId)
  expect(new Set(sumsOfLegs(entries))).toEqual(new Set([0]))
  expect(ownedBy(entries)).toBe(growth)
  expect(sumOf(lots.map(({ remaining }) => remaining))).toBe(growth)
  const issued = entries.filter(({ account, kind }) => account === 'issuer' && kind === 'earn')
  expect(-sumOf(issued.map(({ amount }) => amount))).toBe(published.earned)
  const takenBack = entries.filter(({ account }) => account === 'clawed_back')
  expect(sumOf(takenBack.map(({ amount }) => amount))).toBe(published.takenBack)
}

async function redeems({ phone, database }: Road): Promise<void> {
  const { taps } = phone
  await phone.tap(benefit.title, '700')
  await phone.isOn(words.redemption.title)
  await phone.reads(words.redemption.balanceAfter('814'))
  await phone.tap(words.redemption.redeem)
  await phone.reads(words.redemption.before, '1,514')
  await phone.reads(words.redemption.cost, '−700')
  await phone.reads(words.redemption.after, '814')
  await phone.answer(words.redemption.confirm)
  await phone.isOn(words.redemption.resultTitle)
  await phone.reads(words.redemption.done)
  expect(phone.taps - taps).toBeLessThanOrEqual(mostTaps)
  await phone.reads(benefit.title, words.redemption.spent, '700')

  const [redemption, ...others] = await redemptionsOf(database, seen.cardholderId)
  expect(others).toEqual([])
  expect(redemption).toMatchObject({ state: 'delivered', points: benefit.points })
  const codes = await codesGivenAway(database)
  expect(codes).toEqual([{ id: redemption?.codeId, benefit_id: benefit.id, redemption_id: redemption?.id }])
  const account = (await accountsIn(database)).find(({ cardholderId }) => cardholderId === seen.cardholderId)
  expect(account).toMatchObject({ held: 0, debt: 0, available: left, pending: published.ofLastWeek })
  expect(ownedBy(await entriesOf(database, seen.cardholderId))).toBe(left + published.ofLastWeek)
}

async function revealsAndCopies({ phone }: Road): Promise<void> {
  await phone.tap(words.redemption.toWallet)
  await phone.isOn(words.wallet.title)
  await phone.reads(benefit.title)
  const wholeCode = /KQ-FOOD-[A-Z0-9-]+/
  expect(await phone.text()).not.toMatch(wholeCode)
  await phone.tap(words.wallet.reveal)
  await phone.isOn(words.wallet.codeTitle)
  await phone.reads('KQ-FOOD-')
  seen.code = wholeCode.exec(await phone.text())?.[0] ?? ''
  await phone.tap(words.wallet.copy)
  await phone.readsOfCopy(words.wallet.copied)
  expect(await phone.clipboard()).toBe(seen.code)
  await phone.tap(words.ui.back)
  await phone.isOn(words.wallet.title)
  expect(await phone.text()).not.toMatch(wholeCode)
}

async function readsTheProof({ phone, database }: Road): Promise<void> {
  const [redemption] = await redemptionsOf(database, seen.cardholderId)
  await phone.tap(benefit.title, words.wallet.usableTag)
  await phone.isOn(words.redemption.detailTitle)
  await phone.tap(words.redemption.proof)
  await phone.reads(words.redemption.codeId, redemption?.codeId ?? '')
  await phone.reads(words.redemption.entries, words.redemption.entryCount(1))
  await phone.answer(words.ui.close)
  await phone.tap(words.ui.back)
  await phone.isOn(words.wallet.title)
}

async function readsThePurchase({ phone, database }: Road): Promise<void> {
  const day = dayOfMay(25)
  const expiresOn = endOfMonth(addMonths(day, 24))
  await phone.goTo(words.ui.tabs.home)
  await phone.tap(words.home.available, words.home.ledger)
  await phone.isOn(words.ledger.title)
  await phone.choose('tab', words.month(monthOf(day)))
  await phone.tap('tlc southern', '+220')
  await phone.reads(words.ledger.category, '百货 (MCC 5399)')
  await phone.reads(words.ledger.spend, words.ledger.yuan('220.32'), '·', words.day(day))
  const sum = { yuan: '220.32', rate: '1', raw: '220.32', points: '220', rounding: 'down' as const }
  await phone.reads(words.ledger.rule, words.ledger.formula(sum))
  await phone.reads(words.ledger.lot, words.ledger.lotExpires(words.day(expiresOn)))
  await phone.reads(words.ledger.lotRemaining, words.ledger.points('220'))

  const lots = await lotsOf(database, seen.cardholderId)
  const entries = await entriesOf(database, seen.cardholderId)
  const earned = entries.find(({ amount, kind }) => kind === 'earn' && amount === 220)
  const lot = lots.find(({ source }) => source === earned?.reference)
  expect(lot).toMatchObject({ remaining: 220, expiresOn })
}

async function readsTheRefund({ phone }: Road): Promise<void> {
  const refundedOn = dayOfMay(25)
  await phone.tap(words.ledger.kinds.clawback, 'silvalea textiles', '−230')
  await phone.reads(words.ledger.refund, words.ledger.yuan('230.70'), '·', words.day(refundedOn))
  await phone.reads(words.ledger.refunded, words.ledger.yuan('230.70'))
  await phone.reads(words.ledger.refundNote)
  await phone.choose('tab', words.month(monthOf(today)))
  await phone.tap(benefit.title, '−700')
  await phone.reads(words.ledger.benefit, benefit.title)
}

async function readsOffline({ phone }: Road): Promise<void> {
  await phone.tap(words.ui.back)
  await phone.network('lost')
  await phone.goTo(words.ui.tabs.wallet)
  await phone.reads(words.ui.staleOffline(''))
  await phone.reads(benefit.title)
  await phone.goTo(words.ui.tabs.home)
  await phone.reads(words.ui.staleOffline(''))
  expect(await phone.number(words.home.available)).toBe(left)
  await phone.network('found')
  await phone.readsNoMore(words.ui.staleOffline(''))
}

async function logsOutAndIn({ phone }: Road): Promise<void> {
  await logOut(phone)
  await phone.goTo(words.ui.tabs.home)
  await phone.reads(words.home.guestTitle)
  expect(await phone.text()).not.toContain('814')
  await phone.tap(words.home.login)
  await phone.isOn(words.identity.loginTitle)
  await phone.choose('radio', words.me.validities.day)
  await phone.tap(words.identity.login)
  await phone.reads(words.home.available, '814')
  await phone.goTo(words.ui.tabs.me)
  await phone.reads(words.me.validity, words.me.validities.day)
  await logOut(phone)
}

async function logOut(phone: Phone): Promise<void> {
  await phone.goTo(words.ui.tabs.me)
  await phone.tap(words.me.logOut)
  await phone.answer(words.me.logOutConfirm)
  await phone.reads(words.me.guest)
}

async function endsWell(road: Road): Promise<void> {
  const proof = await road.script('verify-ledger.ts')
  expect(proof).toMatchObject({ status: 0, stdout: expect.stringContaining('"ok": true') })
  const log = road.product.log()
  for (const secret of [seen.code, seen.password]) {
    expect(secret).not.toBe('')
    expect(log).not.toContain(secret)
  }
  expect(await road.stop()).toBe(0)
}

/** The month as the bank would deliver it: a file a day, the last of them yesterday's. Answers what was made of them. */
async function feed(road: Road): Promise<Record<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'kaquan-files-'))
  try {
    const made = await road.script('bank.ts', 'publish', file, '--out', folder, '--until', yesterday)
    expect(made).toMatchObject({ status: 0 })
    const files = readdirSync(folder).sort()
    const fed = await road.script('feed.ts', ...files.map((name) => join(folder, name)))
    expect(fed).toMatchObject({ status: 0 })
    return JSON.parse(fed.stdout.trim().split('\n').at(-1) ?? '') as Record<string, number>
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
