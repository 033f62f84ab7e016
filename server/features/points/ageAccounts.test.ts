import { businessDay } from '../../../shared/values/businessDay'
import { points } from '../../../shared/values/points'
import { bankEvent } from '../../../tests/support/bankEvents'
import { bookState } from '../../../tests/support/bookState'
import { type BoundForTest, boundCard } from '../../../tests/support/boundCard'
import { testPosting } from '../../../tests/support/posting'
import { installTestProgramme, testProgramme } from '../../../tests/support/programme'
import { redeemPoints } from '../../../tests/support/redeemPoints'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import type { Database } from '../../db/database'
import { claimStragglers, takeEvents } from '../spend'
import { ageAccounts, verifyBooks } from '.'
import { type DueHolder, dueHolders } from './points.store'

let opened: TestDatabase
beforeAll(async () => {
  opened = await testDatabase()
  await installTestProgramme(opened.database)
})
afterAll(() => opened.close())

async function availableOf(cardholderId: string): Promise<number> {
  const sql = 'SELECT available FROM v_account WHERE cardholder_id = ?'
  const [row] = await opened.database.reader.rows<{ available: string | number }>(sql, [cardholderId])
  return Number(row?.available ?? 0)
}

test('an account that is out of order is told of, and stops nobody else', async () => {
  const surroundings = heldSurroundings('2026-11-22T10:00:00Z')
  const { database } = opened
  const broken = await boundCard(database, 'aged0001')
  const sound = await boundCard(database, 'aged0002')
  const deps = { database, posting: testPosting(surroundings), surroundings }
  await takeEvents([bankEvent('aged_1', '2026-11-18', { yuan: 10, card_token: broken.cardToken })], deps)
  await takeEvents([bankEvent('aged_2', '2026-11-19', { yuan: 10, card_token: sound.cardToken })], deps)
  await database.inTransaction((tx) =>
    tx.change('UPDATE account SET pending = 3 WHERE cardholder_id = ?', [broken.cardholderId]),
  )
  surroundings.set('2026-12-10T10:00:00Z')
  await expect(ageAccounts(sound.programmeId, deps)).rejects.toThrow('accounts that could not be aged: 1')
  expect(await availableOf(sound.cardholderId)).toBe(10)
})

test('a card whose waiting facts cannot be posted is told of, and stops no other', async () => {
  const surroundings = heldSurroundings('2026-11-22T10:00:00Z')
  const { database } = opened
  const [broken, sound] = ['wait0001', 'wait0002'].map((name) => `ct_${name}`) as [string, string]
  const deps = { database, posting: testPosting(surroundings), surroundings }
  const ofCard = (token: string) => bankEvent(`${token}_a`, '2026-10-01', { yuan: 10, card_token: token })
  await takeEvents([ofCard(broken), ofCard(sound)], deps)
  await boundCard(database, 'wait0001')
  const owner = await boundCard(database, 'wait0002')
  await database.inTransaction((tx) => tx.change("UPDATE spend_waiting SET fact = '{' WHERE card_token = ?", [broken]))
  await expect(claimStragglers(owner.programmeId, deps)).rejects.toThrow('cards that could not be claimed: 1')
  expect(await availableOf(owner.cardholderId)).toBe(10)
})

test('a walk by pages meets everybody who is due once a day, in order, and nobody who is not', async () => {
  const surroundings = heldSurroundings('2026-11-22T10:00:00Z')
  const { database } = opened
  const deps = { database, posting: testPosting(surroundings), surroundings }
  const walkers = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => boundCard(database, `walk000${name}`)))
  const days = ['2026-11-19', '2026-11-20', '2026-11-21']
  const events = walkers.flatMap(({ cardToken }, at) =>
    days.map((day) => bankEvent(`walk_${at}_${day}`, day as '2026-11-19', { yuan: 10, card_token: cardToken })),
  )
  await takeEvents(events, deps)
  const sql = 'SELECT DISTINCT due_on, cardholder_id FROM lot WHERE due_on <= ? ORDER BY due_on, cardholder_id'
  const expected = await database.reader.rows<{ due_on: string; cardholder_id: string }>(sql, ['2026-11-27'])
  expect(expected.length).toBeGreaterThanOrEqual(walkers.length * 2)
  for (const limit of [1, 2, 3, 4, 7, 100]) {
    const met: DueHolder[] = []
    let page: DueHolder[]
    do {
      const after: DueHolder = met.at(-1) ?? { dueOn: '', cardholderId: '' }
      const { programmeId } = walkers[0] as { programmeId: string }
      page = await dueHolders(database.reader, { programmeId, today: businessDay('2026-11-27'), after, limit })
      met.push(...page)
      // A wrong walk ends nowhere: it shall fail and not hang.
      expect(met.length).toBeLessThanOrEqual(expected.length)
    } while (page.length === limit)
    expect(met).toEqual(expected.map((row) => ({ dueOn: row.due_on, cardholderId: row.cardholder_id })))
  }
})

describe('a run over several pages', () => {
  const day = '2026-12-10'
  const posted = ['2026-11-18', '2026-11-19', '2026-11-20']
  const amount = points(7)
  const surroundings = heldSurroundings('2026-11-22T10:00:00Z')
  let own: TestDatabase
  let holders: BoundForTest[]

  /** Seven cardholders with three lots each, of which each is due on a day of its own. */
  beforeEach(async () => {
    surroundings.set('2026-11-22T10:00:00Z')
    own = await testDatabase()
    await installTestProgramme(own.database)
    holders = []
    for (let at = 0; at < 7; at++) holders.push(await boundCard(own.database, `page000${at}`))
    const events = holders.flatMap(({ cardToken }) =>
      posted.map((each) => bankEvent(`${cardToken}_${each}`, each, { yuan: 10, card_token: cardToken })),
    )
    await takeEvents(events, { database: own.database, posting: testPosting(surroundings), surroundings })
    surroundings.set(`${day}T10:00:00Z`)
  })
  afterEach(() => own.close())

  const few = { page: 2, transaction: 50 }
  const run = (changes: { database?: Database; signal?: AbortSignal; sizes?: typeof few } = {}) =>
    ageAccounts(testProgramme.id, { database: own.database, surroundings, sizes: few, ...changes })
  const balances = async (database = own.database) => {
    const rows = await database.reader.rows<{ cardholder_id: string; pending: string; available: string }>(
      'SELECT cardholder_id, pending, available FROM v_account',
    )
    return new Map(rows.map((row) => [row.cardholder_id, [Number(row.pending), Number(row.available)]]))
  }
  const everybody = (balance: number[]) => new Map(holders.map(({ cardholderId }) => [cardholderId, balance]))
  const settlements = async () => {
    const [row] = await own.database.reader.rows<{ count: string }>(
      "SELECT COUNT(*) AS count FROM transfer WHERE kind = 'settle'",
    )
    return Number(row?.count)
  }
  const expectSound = async () => {
    const { checks } = await verifyBooks(own.database.reader)
    expect(checks.filter(({ ok }) => !ok)).toEqual([])
  }
  const breakAccount = ({ cardholderId }: BoundForTest) =>
    own.database.inTransaction((tx) =>
      tx.change('UPDATE account SET pending = pending - 29 WHERE cardholder_id = ?', [cardholderId]),
    )
  /** The database, with something done before and after each transaction. */
  function watched(steps: { before?: () => void; failed?: () => void }): Database {
    const inTransaction: Database['inTransaction'] = async (work) => {
      steps.before?.()
      try {
        return await own.database.inTransaction(work)
      } catch (error) {
        steps.failed?.()
        throw error
      }
    }
    return Object.assign(Object.create(own.database), { inTransaction })
  }

  test('reaches everybody, however many pages there are', async () => {
    expect(await run()).toBe(holders.length * posted.length)
    expect(await balances()).toEqual(everybody([0, 30]))
    await expectSound()
  })

  test('tries an account that is out of order once, and tells of it once, on however many days it is due', async () => {
    const broken = holders.slice(1, 4)
    for (const each of broken) await breakAccount(each)
    let failed = 0
    const database = watched({
      failed() {
        failed += 1
      },
    })
    const failing = await run({ database }).catch((error: unknown) => error)
    expect(failing).toBeInstanceOf(AggregateError)
    expect((failing as AggregateError).message).toBe(`accounts that could not be aged: ${broken.length}`)
    expect((failing as AggregateError).errors).toHaveLength(broken.length)
    // Alone, and before that at most once in a group.
    expect(failed).toBeLessThanOrEqual(2 * broken.length)
    const left = await balances()
    for (const each of holders) {
      expect(left.get(each.cardholderId)).toEqual(broken.includes(each) ? [1, 0] : [0, 30])
    }
  })

  test.each([
    ['page', few],
    ['group of a page', { page: 100, transaction: 1 }],
  ])('ends with the %s in which it is told to stop, and the next one does the rest', async (_, sizes) => {
    const stop = new AbortController()
    let begun = 0
    const database = watched({
      before() {
        begun += 1
        if (begun === 2) stop.abort()
      },
    })
    const first = await run({ database, signal: stop.signal, sizes })
    expect(begun).toBe(2)
    expect(first).toBeGreaterThan(0)
    expect(first).toBeLessThan(holders.length * posted.length)
    await expectSound()
    expect(first + (await run())).toBe(holders.length * posted.length)
    expect(await balances()).toEqual(everybody([0, 30]))
    expect(await settlements()).toBe(holders.length * posted.length)
  })

  test('singles out nobody any more once it is told to stop', async () => {
    await breakAccount(holders[0] as BoundForTest)
    const stop = new AbortController()
    let begun = 0
    const database = watched({
      before() {
        begun += 1
      },
      failed: () => stop.abort(),
    })
    const sizes = { page: 100, transaction: 50 }
    expect(await run({ database, signal: stop.signal, sizes })).toBe(0)
    expect(begun).toBe(1)
  })

  test('beside another one and beside redemptions settles each lot once', async () => {
    await run()
    const later = holders.map(({ cardToken }) =>
      bankEvent(`${cardToken}_later`, '2028-11-20', { yuan: 10, card_token: cardToken }),
    )
    surroundings.set('2028-11-21T10:00:00Z')
    await takeEvents(later, { database: own.database, posting: testPosting(surroundings), surroundings })
    surroundings.set('2028-11-28T10:00:00Z')
    const redeem = (who: BoundForTest) =>
      own.database.inTransaction((tx) =>
        redeemPoints(tx, who, { amount, redemptionId: `r_${who.cardToken}`, title: 'x', surroundings }),
      )
    const [one, other] = await Promise.all([run(), run(), ...holders.map(redeem)])
    expect(Number(one) + Number(other)).toBeLessThanOrEqual(holders.length)
    expect(await balances()).toEqual(everybody([0, 40 - amount]))
    surroundings.set('2028-12-01T10:00:00Z')
    await Promise.all([run(), run(), ...holders.map((who) => redeem({ ...who, cardToken: `2${who.cardToken}` }))])
    // What was left of the old lots has expired; who came first, the job or the redemption, is all the same.
    expect(await balances()).toEqual(everybody([0, 10 - amount]))
    await expectSound()
    expect(await settlements()).toBe(holders.length * (posted.length + 1))
  })

  test('with a clock that was set back by days changes nothing, and goes on when the days come again', async () => {
    await run()
    const sound = await bookState(own.database)
    for (const back of ['2026-11-24', '2026-11-26', '2026-12-09']) {
      surroundings.set(`${back}T10:00:00Z`)
      expect(await run()).toBe(0)
      expect(await bookState(own.database)).toEqual(sound)
    }
    surroundings.set('2026-11-24T10:00:00Z')
    const event = bankEvent('late', '2026-11-23', { yuan: 10, card_token: (holders[0] as BoundForTest).cardToken })
    await takeEvents([event], { database: own.database, posting: testPosting(surroundings), surroundings })
    expect((await balances()).get((holders[0] as BoundForTest).cardholderId)).toEqual([10, 30])
    surroundings.set('2026-11-29T15:59:59.999Z')
    expect(await run()).toBe(0)
    surroundings.set('2026-11-29T16:00:00.000Z')
    expect(await run()).toBe(1)
    expect((await balances()).get((holders[0] as BoundForTest).cardholderId)).toEqual([0, 40])
    await expectSound()
  })
})
