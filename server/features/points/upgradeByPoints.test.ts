import { standing, type TierId } from '../../../shared/contract/tiers'
import { businessDayOf } from '../../../shared/values/businessDay'
import { points } from '../../../shared/values/points'
import { bankEvent } from '../../../tests/support/bankEvents'
import { type BoundForTest, boundCard } from '../../../tests/support/boundCard'
import { freeze } from '../../../tests/support/frozen'
import { testPosting } from '../../../tests/support/posting'
import { installTestProgramme } from '../../../tests/support/programme'
import { refusalOf, wasAnswered } from '../../../tests/support/refusalOf'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import type { Tx } from '../../db/database'
import { inputHash, keyedAnswers } from '../../http/idempotency'
import { takeEvents } from '../spend'
import { insertTierPurchase, recomputeEvaluation, showHistory, standingOf } from '../tiers'
import { adjustPoints, lockAccount, pointsSummary, verifyBooks } from '.'
import { showLedger } from './showLedger'
import { spendPoints } from './spendPoints'
import { upgradeByPoints } from './upgradeByPoints'

let opened: TestDatabase
const surroundings = heldSurroundings('2026-11-22T02:00:00.000Z')
let made = 0

beforeAll(async () => {
  opened = await testDatabase()
  // Platinum is not for points here.
  await installTestProgramme(opened.database, { tierPrices: { silver: 2000, gold: 8000 } })
})
afterAll(() => opened.close())
beforeEach(() => surroundings.set('2026-11-22T02:00:00.000Z'))
afterEach(async () => {
  const { checks } = await verifyBooks(opened.database.reader)
  expect(checks.filter(({ ok }) => !ok)).toEqual([])
})

/** Someone with points that a purchase of long ago earned: its growth no longer counts. */
async function someone(yuan = 3000): Promise<BoundForTest> {
  const card = await boundCard(opened.database, `upgrades${++made}`)
  await spend(card, ['2025-11-10', yuan])
  return card
}

function spend(card: BoundForTest, ...spends: [day: string, yuan: number][]) {
  const events = spends.map(([day, yuan]) =>
    bankEvent(`${card.cardToken}_${day}_${yuan}`, day, { yuan, card_token: card.cardToken }),
  )
  return takeEvents(events, { database: opened.database, posting: testPosting(surroundings), surroundings })
}

/** As the server does it: the first answer of a key is kept. */
function upgrade(
  card: BoundForTest,
  tier: TierId,
  { points = 2000, termMonths = 12, key = `test-key-${++made}-0000000` } = {},
) {
  const { cardholderId, programmeId } = card
  const agreed = { tier, points, termMonths }
  const claimed = {
    ownerId: cardholderId,
    key,
    endpointId: 'tiers.upgrade',
    inputHash: inputHash('tiers.upgrade', agreed),
  }
  const deps = { database: opened.database, surroundings }
  return keyedAnswers({ database: opened.database, now: surroundings.now })
    .answer(claimed, () => upgradeByPoints(deps, { cardholderId, programmeId }, { key: claimed, agreed }))
    .then((reply) => standing.parse(reply))
}

const today = () => businessDayOf(surroundings.now())
const available = async ({ cardholderId }: BoundForTest) =>
  (await pointsSummary(opened.database.reader, { cardholderId, today: today() })).available
const shown = (card: BoundForTest) => standingOf(opened.database.reader, card, today())
const history = async (card: BoundForTest) =>
  (await showHistory(opened.database.reader, card, today())).evaluations.map((each) => ({ ...each }))
const purchases = async ({ cardholderId }: BoundForTest) =>
  (await opened.database.reader.rows('SELECT tier FROM tier_purchase WHERE cardholder_id = ?', [cardholderId])).length

/** Silver was reached and lost by the growth of 2025; what is left of it are the points. */
async function inBasic(yuan = 3000): Promise<BoundForTest> {
  surroundings.set('2027-06-01T02:00:00.000Z')
  return someone(yuan)
}

test('points reach the next tier on the day, with a term, a row of the books and a message', async () => {
  const card = await inBasic()
  expect((await shown(card)).upgradeOffer).toEqual({ tier: 'silver', points: 2000, termMonths: 12 })
  expect(await upgrade(card, 'silver')).toMatchObject({
    tier: 'silver',
    since: '2027-06-01',
    termEndsOn: '2028-06-01',
    upgradeOffer: { tier: 'gold', points: 8000, termMonths: 12 },
  })
  expect(await available(card)).toBe(1000)
  const options = { month: '2027-06', cursor: undefined, today: today() }
  const { rows } = await showLedger(opened.database.reader, card, options)
  expect(rows).toMatchObject([
    { kind: 'tier_upgrade', amount: -2000, redemption: null, spend: null, reachedTier: 'silver' },
  ])
  const sql = "SELECT payload FROM outbox WHERE cardholder_id = ? AND topic = 'tier.upgraded' ORDER BY id DESC"
  const [message] = await opened.database.reader.rows<{ payload: string }>(sql, [card.cardholderId])
  expect(JSON.parse(message?.payload ?? '')).toMatchObject({ from: 'basic', to: 'silver' })
})

test('the tier stands in the history, and follows again from its inputs, also after a later spend', async () => {
  const card = await inBasic()
  await upgrade(card, 'silver')
  surroundings.set('2027-06-05T02:00:00.000Z')
  await spend(card, ['2027-06-04', 300])
  expect((await shown(card)).tier).toBe('silver')
  const bought = (await history(card)).find(({ reachedOn }) => reachedOn === '2027-06-01')
  expect(bought).toMatchObject({ kind: 'upgrade', to: 'silver', growth: 0, threshold: 1000, stands: true })
  const evaluation = { cardholderId: card.cardholderId, evaluationId: bought?.id ?? '' }
  expect(await recomputeEvaluation(opened.database.reader, evaluation)).toMatchObject({ differences: [], days: [] })
})

test('a late spend that had reached the tier before makes the purchase superfluous, and the tier stays', async () => {
  const card = await inBasic()
  await upgrade(card, 'silver')
  await spend(card, ['2027-05-30', 1500])
  expect(await shown(card)).toMatchObject({ tier: 'silver', since: '2027-05-30', termEndsOn: '2028-05-30' })
  const bought = (await history(card)).find(({ reachedOn }) => reachedOn === '2027-06-01')
  expect(bought?.stands).toBe(false)
})

test('a tier that was bought before the first spend, with points that operators gave, outlives that spend', async () => {
  const card = await boundCard(opened.database, `upgrades${++made}`)
  const given = { points: 2000, requestId: surroundings.newId(), surroundings }
  await opened.database.inTransaction(async (tx) => {
    await lockAccount(tx, card, surroundings.now())
    await adjustPoints(tx, card, given)
  })
  await upgrade(card, 'silver')
  surroundings.set('2026-11-25T02:00:00.000Z')
  await spend(card, ['2026-11-24', 300])
  expect(await shown(card)).toMatchObject({ tier: 'silver', since: '2026-11-22', growth: 300 })
  expect(await history(card)).toHaveLength(1)
})

describe('the books show', () => {
  class Undone extends Error {}
  /** The checks that fail once this was done, which is then undone. */
  async function failingAfter(wrong: (tx: Tx) => Promise<unknown>): Promise<string[]> {
    let failing: string[] = []
    const undone = opened.database.inTransaction(async (tx) => {
      await wrong(tx)
      failing = (await verifyBooks(tx)).checks.filter(({ ok }) => !ok).map(({ name }) => name)
      throw new Undone()
    })
    await expect(undone).rejects.toThrow(Undone)
    return failing
  }

  test('points that were spent on no tier', async () => {
    const card = await inBasic()
    const spending = { kind: 'tier_upgrade' as const, amount: points(5), reference: 'nothing', memo: '', surroundings }
    expect(await failingAfter((tx) => spendPoints(tx, card, spending))).toEqual(['upgrades_reached_a_tier'])
  })

  test('a tier that took no points, or others than its price', async () => {
    const card = await inBasic()
    await upgrade(card, 'silver')
    const ids = { id: surroundings.newId(), transactionId: surroundings.newId() }
    const bought = { tier: 'gold' as const, points: points(8000), day: today(), createdAt: surroundings.now() }
    const forFree = (tx: Tx) => insertTierPurchase(tx, card, { ...ids, ...bought })
    expect(await failingAfter(forFree)).toEqual(['tiers_took_their_price'])
    const change = 'UPDATE tier_purchase SET points = points - 1 WHERE cardholder_id = ?'
    const forMore = (tx: Tx) => tx.change(change, [card.cardholderId])
    expect(await failingAfter(forMore)).toEqual(['tiers_took_their_price'])
  })
})

test('one key is one purchase, also when it comes twice at once', async () => {
  const card = await inBasic()
  const key = 'the-same-key-0000000'
  const [first, second] = await Promise.all([upgrade(card, 'silver', { key }), upgrade(card, 'silver', { key })])
  expect(second).toEqual(first)
  expect(await upgrade(card, 'silver', { key })).toEqual(first)
  expect(await available(card)).toBe(1000)
  expect(await purchases(card)).toBe(1)
})

test('two keys at once buy a tier once', async () => {
  const card = await inBasic()
  const told = await Promise.all([refusalOf(upgrade(card, 'silver')), refusalOf(upgrade(card, 'silver'))])
  expect(told.filter(wasAnswered)).toHaveLength(1)
  expect(told).toContain('upgrade_not_offered')
  expect(await available(card)).toBe(1000)
  expect(await purchases(card)).toBe(1)
})

describe('nothing is taken when it is refused', () => {
  test.each([
    ['the points do not suffice', 1999, 'silver', { points: 2000 }, 'points_insufficient'],
    ['the price was another one', 3000, 'silver', { points: 1500 }, 'price_changed'],
    ['the term was another one', 3000, 'silver', { points: 2000, termMonths: 24 }, 'price_changed'],
    ['the tier is not the next one', 3500, 'gold', { points: 8000 }, 'upgrade_not_offered'],
  ] as const)('%s', async (...[, yuan, tier, agreed, code]) => {
    const card = await inBasic(yuan)
    const before = await available(card)
    expect(await refusalOf(upgrade(card, tier, agreed))).toBe(code)
    expect(await available(card)).toBe(before)
    expect(await purchases(card)).toBe(0)
  })

  test('the tier above has no price', async () => {
    const card = await boundCard(opened.database, `upgrades${++made}`)
    await spend(card, ['2026-11-01', 5000])
    expect(await shown(card)).toMatchObject({ tier: 'gold', upgradeOffer: null })
    expect(await refusalOf(upgrade(card, 'platinum'))).toBe('upgrade_not_offered')
  })

  test('points are owed', async () => {
    const card = await inBasic()
    await upgrade(card, 'silver')
    const purchase = `${card.cardToken}_2025-11-10_3000`
    const refund = bankEvent(`${purchase}_r`, '2027-06-01', {
      type: 'refund',
      yuan: 2900,
      card_token: card.cardToken,
      original_transaction_id: purchase,
    })
    await takeEvents([refund], { database: opened.database, posting: testPosting(surroundings), surroundings })
    expect(await refusalOf(upgrade(card, 'gold', { points: 8000 }))).toBe('points_in_debt')
  })
})

test('a frozen lock stops it, and the same key goes on when it is lifted', async () => {
  const card = await inBasic()
  const key = 'upgrades-when-lifted-01'
  await freeze(opened.database, card)
  expect(await refusalOf(upgrade(card, 'silver', { key }))).toBe('redemption_frozen')
  await freeze(opened.database, card, false)
  expect(await upgrade(card, 'silver', { key })).toMatchObject({ tier: 'silver' })
})
