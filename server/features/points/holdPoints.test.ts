import fc from 'fast-check'
import { addDays, type BusinessDay, businessDayOf } from '../../../shared/values/businessDay'
import { points } from '../../../shared/values/points'
import { eventsOf } from '../../../tests/support/arrival'
import { bankEvent } from '../../../tests/support/bankEvents'
import { type BoundForTest, boundCard } from '../../../tests/support/boundCard'
import { testPosting } from '../../../tests/support/posting'
import { installTestProgramme, testProgramme } from '../../../tests/support/programme'
import { redeemPoints } from '../../../tests/support/redeemPoints'
import { type HeldSurroundings, heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { Refused } from '../../http/refused'
import { takeEvents } from '../spend'
import { ageAccounts, extendExpiry, holdPoints, pointsSummary, redeemHeld, releaseHold, verifyBooks } from '.'
import { explainEntry } from './explainEntry'
import { showLedger } from './showLedger'

let opened: TestDatabase
let surroundings: HeldSurroundings
let count = 0

beforeAll(async () => {
  opened = await testDatabase()
  // Points live for a month, so that a walk of a few weeks sees them expire.
  await installTestProgramme(opened.database, { expiry: { kind: 'rolling_months', months: 1 } })
})
afterAll(() => opened.close())
beforeEach(() => {
  surroundings = heldSurroundings('2026-11-22T02:00:00.000Z')
})
afterEach(() => expectSoundBooks())

async function expectSoundBooks() {
  const { checks } = await verifyBooks(opened.database.reader)
  expect(checks.filter((check) => !check.ok)).toEqual([])
}

const newCard = () => boundCard(opened.database, `h${String(++count).padStart(7, '0')}`)
const today = () => businessDayOf(surroundings.now())

let facts = 0

/** What the bank tells: a purchase, or a refund of one. Answers its id. */
async function tell(card: BoundForTest, { yuan, on = today(), of = null }: Told): Promise<string> {
  surroundings.advance(1_000)
  const id = `f${++facts}`
  const event = bankEvent(id, on, { yuan, merchant: id, original_transaction_id: of })
  const posting = testPosting(surroundings)
  await takeEvents(eventsOf(card, [event]), { database: opened.database, posting, surroundings })
  return id
}

interface Told {
  yuan: number
  on?: BusinessDay
  of?: string | null
}

const title = 'a benefit'
function hold(card: BoundForTest, redemptionId: string, amount: number) {
  surroundings.advance(1_000)
  const order = { amount: points(amount), redemptionId, title, surroundings }
  return opened.database.inTransaction((tx) => holdPoints(tx, card, order))
}

function redeem(card: BoundForTest, redemptionId: string) {
  surroundings.advance(1_000)
  return opened.database.inTransaction((tx) => redeemHeld(tx, card, { redemptionId, title, surroundings }))
}

function release(card: BoundForTest, redemptionId: string) {
  surroundings.advance(1_000)
  return opened.database.inTransaction((tx) => releaseHold(tx, card, { redemptionId, surroundings }))
}

async function letTimePass(until: string) {
  surroundings.set(until)
  await ageAccounts(testProgramme.id, { database: opened.database, surroundings })
}

async function balance({ cardholderId }: BoundForTest) {
  const { available, held, debt } = await pointsSummary(opened.database.reader, { cardholderId, today: today() })
  return { available, held, debt }
}

type Buckets = Record<'earned' | 'available' | 'held' | 'redeemed' | 'expired' | 'repaid', number>

/** Where the points of each lot are, by purchase. */
async function lots({ cardholderId, cardToken }: BoundForTest): Promise<Record<string, Buckets>> {
  const rows = await opened.database.reader.rows<Record<keyof Buckets | 'source', string>>(
    'SELECT source, earned, available, held, redeemed, expired, repaid FROM lot WHERE cardholder_id = ?',
    [cardholderId],
  )
  return Object.fromEntries(
    rows.map(({ source, ...buckets }) => [
      source.replace(`${cardToken}_`, ''),
      Object.fromEntries(Object.entries(buckets).map(([name, value]) => [name, Number(value)])) as Buckets,
    ]),
  )
}

/** Two lots that are available: a of 100 until 2026-11-30, b of 30 until 2026-12-31. */
async function twoLots() {
  const card = await newCard()
  const a = await tell(card, { yuan: 100, on: '2026-10-05' as BusinessDay })
  const b = await tell(card, { yuan: 30, on: '2026-11-05' as BusinessDay })
  return { card, a, b }
}

describe('what is held', () => {
  test('is taken first out first, and cannot be used twice', async () => {
    const { card, a, b } = await twoLots()
    expect(await hold(card, 'r1', 110)).toEqual({ transactionId: expect.any(String) })
    expect(await balance(card)).toEqual({ available: 20, held: 110, debt: 0 })
    expect(await lots(card)).toMatchObject({ [a]: { available: 0, held: 100 }, [b]: { available: 20, held: 10 } })
    await expect(hold(card, 'r2', 21)).rejects.toMatchObject({ code: 'points_insufficient' })
  })

  test('is redeemed out of the very lots, also after their last day', async () => {
    const { card, a, b } = await twoLots()
    await hold(card, 'r1', 110)
    await letTimePass('2027-01-15T02:00:00.000Z')
    await redeem(card, 'r1')
    expect(await lots(card)).toMatchObject({ [a]: { redeemed: 100, expired: 0 }, [b]: { redeemed: 10, expired: 20 } })
  })

  test('goes back to the very lots, and has expired where the lot died meanwhile', async () => {
    const { card, a, b } = await twoLots()
    await hold(card, 'r1', 110)
    await letTimePass('2026-12-01T02:00:00.000Z')
    await release(card, 'r1')
    expect(await lots(card)).toMatchObject({ [a]: { available: 0, expired: 100 }, [b]: { available: 30, expired: 0 } })
  })

  test('goes back also to a lot that operators gave a later last day', async () => {
    const { card, a } = await twoLots()
    await hold(card, 'r1', 100)
    const extension = { lots: { expiringUntil: '2026-11-30' }, expiresOn: '2027-02-28', requestId: 'q1', surroundings }
    await opened.database.inTransaction((tx) => extendExpiry(tx, card, extension))
    await letTimePass('2027-02-10T02:00:00.000Z')
    await release(card, 'r1')
    expect(await lots(card)).toMatchObject({ [a]: { available: 100, expired: 0 } })
    await letTimePass('2027-03-01T02:00:00.000Z')
    expect(await lots(card)).toMatchObject({ [a]: { available: 0, expired: 100 } })
  })

  test('is left alone by a refund, repays the debt of it when released, and stays redeemed otherwise', async () => {
    const { card, a, b } = await twoLots()
    await hold(card, 'r1', 100)
    await hold(card, 'r2', 10)
    await tell(card, { yuan: -100, of: a })
    expect(await balance(card)).toEqual({ available: 0, held: 110, debt: 80 })
    await expect(hold(card, 'r3', 1)).rejects.toMatchObject({ code: 'points_in_debt' })
    await redeem(card, 'r2')
    expect(await balance(card)).toEqual({ available: 0, held: 100, debt: 80 })
    await release(card, 'r1')
    expect(await balance(card)).toEqual({ available: 20, held: 0, debt: 0 })
    expect(await lots(card)).toMatchObject({ [a]: { available: 20, repaid: 80 }, [b]: { redeemed: 10 } })
  })

  test('that has expired repays nothing', async () => {
    const { card, a } = await twoLots()
    await hold(card, 'r1', 130)
    await tell(card, { yuan: -100, of: a })
    await letTimePass('2026-12-01T02:00:00.000Z')
    await release(card, 'r1')
    expect(await balance(card)).toEqual({ available: 0, held: 0, debt: 70 })
  })
})

describe('a second time', () => {
  test.each([
    ['hold', [], (card: BoundForTest) => hold(card, 'r1', 110)],
    ['redeem', [redeem], (card: BoundForTest) => redeem(card, 'r1')],
    ['release', [release], (card: BoundForTest) => release(card, 'r1')],
    ['hold after its redeem', [redeem], (card: BoundForTest) => hold(card, 'r1', 110)],
    ['hold after its release', [release], (card: BoundForTest) => hold(card, 'r1', 110)],
  ] as const)('%s changes nothing, and says so', async (_, before, again) => {
    const { card } = await twoLots()
    await hold(card, 'r1', 110)
    for (const each of before) await each(card, 'r1')
    const state = await lots(card)
    expect(await again(card)).toBeNull()
    expect(await lots(card)).toEqual(state)
  })

  test.each([
    ['redeem after a release', release, redeem, 'has ended by release'],
    ['release after a redeem', redeem, release, 'has ended by redeem'],
  ] as const)('%s is a defect', async (...[, first, second, message]) => {
    const { card } = await twoLots()
    await hold(card, 'r1', 110)
    await first(card, 'r1')
    const state = await lots(card)
    await expect(second(card, 'r1')).rejects.toThrow(message)
    expect(await lots(card)).toEqual(state)
  })

  test('what was never held cannot end, and a hold has one amount', async () => {
    const { card } = await twoLots()
    await expect(redeem(card, 'r1')).rejects.toThrow('nothing was held')
    await expect(release(card, 'r1')).rejects.toThrow('nothing was held')
    await expect(hold(card, 'r1', 0)).rejects.toThrow('nothing to hold')
    await hold(card, 'r1', 50)
    await expect(hold(card, 'r1', 51)).rejects.toThrow('held 50 points')
    const order = { amount: points(10), redemptionId: 'r2', title, surroundings }
    await opened.database.inTransaction((tx) => redeemPoints(tx, card, order))
    await expect(hold(card, 'r2', 10)).rejects.toThrow('held 0 points')
    await expect(release(card, 'r2')).rejects.toThrow('nothing was held')
  })

  test.each([
    ['hold', [], (card: BoundForTest) => hold(card, 'r1', 60)],
    ['redeem', [hold], (card: BoundForTest) => redeem(card, 'r1')],
    ['release', [hold], (card: BoundForTest) => release(card, 'r1')],
  ] as const)('%s at the same moment is done once', async (_, before, work) => {
    const { card } = await twoLots()
    for (const each of before) await each(card, 'r1', 60)
    const done = await Promise.all([work(card), work(card), work(card)])
    expect(done.filter((each) => each !== null)).toHaveLength(1)
  })

  test('of redeem and release at the same moment one is refused', async () => {
    const { card } = await twoLots()
    await hold(card, 'r1', 60)
    const done = await Promise.allSettled([redeem(card, 'r1'), release(card, 'r1')])
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('the same id of another cardholder is another redemption', async () => {
    const [one, other] = [await twoLots(), await twoLots()]
    await hold(one.card, 'r1', 60)
    await expect(release(other.card, 'r1')).rejects.toThrow('nothing was held')
    expect(await hold(other.card, 'r1', 130)).not.toBeNull()
  })
})

describe('the statement', () => {
  const shown = async (card: BoundForTest) => {
    const query = { month: undefined, cursor: undefined, today: today() }
    const { rows, spent, months } = await showLedger(opened.database.reader, card, query)
    const mine = rows.filter(({ redemption }) => redemption)
    return { rows: mine.map(({ kind, amount, redemption }) => ({ kind, amount, ...redemption })), spent, months }
  }

  test('shows a hold and its redemption as one thing', async () => {
    const { card } = await twoLots()
    const { months } = await shown(card)
    await hold(card, 'r1', 110)
    expect((await shown(card)).months).toEqual(months)
    surroundings.set('2026-12-02T02:00:00.000Z')
    await redeem(card, 'r1')
    const rows = [{ kind: 'redeem', amount: -110, id: 'r1', title }]
    expect(await shown(card)).toMatchObject({ rows, spent: 110 })
  })

  test('shows nothing of a hold that was released, but what expired by it', async () => {
    const { card } = await twoLots()
    await hold(card, 'r1', 30)
    await release(card, 'r1')
    expect((await shown(card)).rows).toEqual([])
    await hold(card, 'r2', 110)
    surroundings.set('2026-12-02T02:00:00.000Z')
    await release(card, 'r2')
    const rows = [{ kind: 'release', amount: -100, id: 'r2', title }]
    expect(await shown(card)).toMatchObject({ rows, spent: 100 })
  })

  test('explains a hold by its lots, without changing what is owned', async () => {
    const { card } = await twoLots()
    const held = await hold(card, 'r1', 110)
    const at = { transactionId: held?.transactionId ?? '', today: today() }
    const { row, legs } = await explainEntry(opened.database.reader, card, at)
    expect(row).toMatchObject({ kind: 'hold', amount: 0, redemption: { id: 'r1', title } })
    expect(legs.map(({ account, amount }) => `${account} ${amount}`)).toEqual([
      'available -100',
      'held 100',
      'available -10',
      'held 10',
    ])
  })
})

describe('a walk', () => {
  /** One thing that happens; where it names a purchase or a hold, it is the `at`th of those that there are. */
  const step = fc.oneof(
    fc.record({ does: fc.constant('earn' as const), yuan: fc.integer({ min: 1, max: 90 }) }),
    fc.record({ does: fc.constant('refund' as const), at: fc.nat(9), yuan: fc.integer({ min: 1, max: 90 }) }),
    fc.record({ does: fc.constant('wait' as const), days: fc.integer({ min: 4, max: 40 }) }),
    fc.record({ does: fc.constant('redeem' as const), percent: fc.integer({ min: 10, max: 110 }) }),
    fc.record({ does: fc.constant('hold' as const), percent: fc.integer({ min: 10, max: 110 }) }),
    fc.record({ does: fc.constant('hold' as const), percent: fc.integer({ min: 10, max: 110 }) }),
    fc.record({ does: fc.constant('redeemHeld' as const), at: fc.nat(9) }),
    fc.record({ does: fc.constant('release' as const), at: fc.nat(9) }),
  )
  type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

  interface Walk {
    card: BoundForTest
    purchases: string[]
    /** What each redemption took from each lot, as the lots themselves said before and after. */
    holds: Map<string, Record<string, number>>
  }

  const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % Math.max(1, list.length)]

  /** Refusals are part of a walk; anything else that is thrown is a defect. */
  async function act(walk: Walk, next: Step): Promise<void> {
    try {
      await doStep(walk, next)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
    }
  }

  async function doStep({ card, purchases, holds }: Walk, next: Step): Promise<void> {
    if (next.does === 'earn') purchases.push(await tell(card, { yuan: next.yuan }))
    if (next.does === 'refund') await tell(card, { yuan: -next.yuan, of: pick(purchases, next.at) ?? null })
    if (next.does === 'wait') await letTimePass(`${addDays(today(), next.days)}T02:00:00.000Z`)
    if (next.does === 'hold' || next.does === 'redeem') {
      const amount = Math.max(1, Math.floor(((await balance(card)).available * next.percent) / 100))
      const redemptionId = `w${card.cardToken}${holds.size}${surroundings.newId()}`.slice(0, 60)
      if (next.does === 'redeem') {
        const order = { amount: points(amount), redemptionId, title, surroundings }
        await opened.database.inTransaction((tx) => redeemPoints(tx, card, order))
        return
      }
      const before = await lots(card)
      await hold(card, redemptionId, amount)
      holds.set(redemptionId, grown(before, await lots(card), 'held'))
    }
    if (next.does === 'redeemHeld' || next.does === 'release') await end({ card, holds }, next)
  }

  async function end({ card, holds }: Pick<Walk, 'card' | 'holds'>, { does, at }: { does: string; at: number }) {
    const redemptionId = pick([...holds.keys()], at)
    const taken = redemptionId && holds.get(redemptionId)
    if (!redemptionId || !taken) return
    const before = { lots: await lots(card), balance: await balance(card) }
    if (does === 'redeemHeld') await redeem(card, redemptionId)
    else await release(card, redemptionId)
    holds.delete(redemptionId)
    const after = { lots: await lots(card), balance: await balance(card) }
    const amount = Object.values(taken).reduce((sum, part) => sum + part, 0)
    expect(before.balance.held - after.balance.held).toBe(amount)
    if (does === 'redeemHeld') {
      expect(grown(before.lots, after.lots, 'redeemed')).toEqual(taken)
      return
    }
    for (const [source, part] of Object.entries(taken)) {
      const [was, is] = [before.lots[source], after.lots[source]] as [Buckets, Buckets]
      const back = is.available - was.available + is.expired - was.expired + is.repaid - was.repaid
      expect(back).toBe(part)
    }
    expect(after.balance.available).toBeLessThanOrEqual(before.balance.available + amount)
    expect(after.balance.debt).toBeLessThanOrEqual(before.balance.debt)
  }

  /** By how much a bucket of each lot grew, where it did. */
  function grown(before: Record<string, Buckets>, after: Record<string, Buckets>, bucket: keyof Buckets) {
    const all = Object.entries(after).map(([source, is]) => [source, is[bucket] - (before[source]?.[bucket] ?? 0)])
    return Object.fromEntries(all.filter(([, change]) => change !== 0)) as Record<string, number>
  }

  test('of holds, redemptions, releases, refunds and time in any order keeps the books, and every point in its lot', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        surroundings = heldSurroundings('2026-11-22T02:00:00.000Z')
        const card = await newCard()
        const first = await tell(card, { yuan: 80, on: '2026-11-10' as BusinessDay })
        const walk: Walk = { card, purchases: [first], holds: new Map() }
        for (const next of steps) {
          await act(walk, next)
          await expectSoundBooks()
          const { available, held, debt } = await balance(card)
          expect(available > 0 && debt > 0).toBe(false)
          const parts = [...walk.holds.values()].flatMap((taken) => Object.values(taken))
          expect(held).toBe(parts.reduce((sum, part) => sum + part, 0))
        }
      }),
      { numRuns: 25 },
    )
  })
})
