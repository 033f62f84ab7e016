import { addDays, type BusinessDay, businessDay } from '../../../shared/values/businessDay'
import { boundCard } from '../../../tests/support/boundCard'
import { type Desk, deskOn } from '../../../tests/support/desk'
import { at, insightRows } from '../../../tests/support/insightRows'
import { installTestProgramme, testProgramme } from '../../../tests/support/programme'
import { type HeldSurroundings, heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { testVault } from '../../../tests/support/testVault'
import type { Row } from '../../db/database'
import { lockAccount } from '../points'
import { countDays, countLoops, insightsRoutes } from '.'
import { listRedemptions } from './listRedemptions'
import { loopOn } from './loop.store'
import { showDashboard } from './showDashboard'

let opened: TestDatabase
let surroundings: HeldSurroundings
let desk: Desk
beforeEach(async () => {
  opened = await testDatabase()
  surroundings = heldSurroundings('2026-11-22T10:00:00+08:00')
  await installTestProgramme(opened.database)
  desk = await deskOn({ database: opened.database, surroundings, vault: testVault() })
})
afterEach(() => opened.close())

const programmeId = testProgramme.id
const range = { programmeId, from: businessDay('2026-11-01'), until: businessDay('2026-12-31') }
const show = (days: Partial<typeof range> = {}) =>
  showDashboard(opened.database.reader, { ...range, ...days, now: surroundings.now() })
const count = (signal = new AbortController().signal) =>
  countDays(programmeId, { database: opened.database, surroundings, signal })

async function give(cardholderId: string, points: number): Promise<void> {
  await opened.database.inTransaction((tx) => lockAccount(tx, { cardholderId, programmeId }, surroundings.now()))
  await desk.settle({ kind: 'adjust_points', payload: { cardholderId, points } })
}

async function owned(): Promise<number> {
  const [row] = await opened.database.reader.rows<{ owned: string }>(
    'SELECT SUM(pending + available + held - debt) AS owned FROM account',
  )
  return Number(row?.owned)
}

const rowsOf = insightRows(() => surroundings.newId())
const insert = (table: string, ...rows: Row[]) => opened.database.inTransaction((tx) => tx.insert(table, rows))

test('what cardholders own is what was issued, less what went elsewhere, on every day and by every road', async () => {
  const { cardholderId } = await boundCard(opened.database, 'one')
  await give(cardholderId, 1000)
  surroundings.advance(86_400_000)
  await give(cardholderId, 500)
  await give(cardholderId, -200)
  const { points, days } = await show()
  expect(points).toEqual({
    issued: 1500,
    redeemed: 0,
    expired: 0,
    takenBack: 200,
    outstandingBefore: 0,
    outstanding: 1300,
  })
  expect(await owned()).toBe(1300)
  expect(days.find(({ day }) => day === '2026-11-22')).toMatchObject({ issued: 1000, outstanding: 1000 })
  expect(days.at(-1)).toMatchObject({ day: '2026-11-23', issued: 500, takenBack: 200, outstanding: 1300 })
  expect((await show({ from: businessDay('2026-11-23') })).points).toMatchObject({
    issued: 500,
    outstandingBefore: 1000,
  })
})

test('counting changes no figure, and counting again does nothing', async () => {
  const { cardholderId } = await boundCard(opened.database, 'one')
  for (let day = 0; day < 3; day++) {
    await give(cardholderId, 100)
    await insert('redemption', rowsOf.redemption(cardholderId, `2026-11-2${2 + day}T09:00:00`))
    surroundings.advance(86_400_000)
  }
  const before = await show()
  expect(before.countedUntil).toBeNull()
  expect(await count()).toBe(3)
  expect(await count()).toBe(0)
  expect(await show()).toEqual({ ...before, countedUntil: '2026-11-24' })
  expect(before.benefits).toEqual([{ benefitId: 'VIDEO-1', title: 'VIDEO-1', delivered: 3, points: 300 }])
})

test('two that count at once count each day once, and one that is stopped is gone on with', async () => {
  const { cardholderId } = await boundCard(opened.database, 'one')
  await give(cardholderId, 100)
  surroundings.advance(5 * 86_400_000)
  const before = await show()
  const stopped = new AbortController()
  stopped.abort()
  expect(await count(stopped.signal)).toBe(0)
  const [one, other] = await Promise.all([count(), count()])
  expect((one ?? 0) + (other ?? 0)).toBe(5)
  expect((await show()).points).toEqual(before.points)
})

test('a day is not counted while a transaction of its last moment may still end', async () => {
  await insert('transfer', rowsOf.transfer('2026-11-22', '2026-11-22T10:00:00', 5))
  surroundings.set('2026-11-23T00:14:59+08:00')
  expect(await count()).toBe(0)
  surroundings.set('2026-11-23T00:15:00+08:00')
  expect(await count()).toBe(1)
})

test('what is written late counts for its own day, counted or not', async () => {
  await insert('transfer', rowsOf.transfer('2026-11-20', '2026-11-20T10:00:00', 5))
  await count()
  await insert('transfer', rowsOf.transfer('2026-11-20', '2026-11-22T09:00:00', 7))
  const issuedOn20 = async () => (await show()).days.find(({ day }) => day === '2026-11-20')?.issued
  expect(await issuedOn20()).toBe(12)
  surroundings.advance(86_400_000)
  await count()
  expect(await issuedOn20()).toBe(12)
})

test('a supplier is known by what it delivered, what it failed, and how long it took', async () => {
  const owner = surroundings.newId()
  for (let at = 0; at < 20; at++) {
    const redemption = rowsOf.redemption(owner, `2026-11-21T09:00:${10 + at}`)
    await insert('redemption', redemption)
    const closed = { state: 'delivered', at: `2026-11-21T09:00:${10 + at}`, seconds: at < 19 ? 2 : 60 }
    await insert('supplier_order', rowsOf.order(redemption, closed))
  }
  const failed = rowsOf.redemption(owner, null)
  await insert('redemption', failed)
  await insert('supplier_order', rowsOf.order(failed, { state: 'failed', at: '2026-11-22T09:00:00', seconds: 5 }))
  await count()
  const { suppliers } = await show()
  expect(suppliers).toMatchObject([{ supplier: 'tingyun', delivered: 20, failed: 1, open: 0, manual: 0 }])
  expect(suppliers[0]?.p50Ms).toBeGreaterThanOrEqual(2000)
  expect(suppliers[0]?.p50Ms).toBeLessThanOrEqual(2200)
  expect(suppliers[0]?.p95Ms).toBeLessThanOrEqual(2200)

  const span = { programmeId, from: at('2026-11-01T00:00:00'), until: at('2026-12-01T00:00:00') }
  const list = (filter: object) => listRedemptions(opened.database.reader, { ...span, ...filter })
  expect((await list({ supplier: 'tingyun' })).redemptions).toHaveLength(21)
  expect((await list({ supplier: 'tingyun', outcome: 'failed' })).redemptions).toMatchObject([{ failure: 'REJECTED' }])
  expect((await list({ benefitId: 'VIDEO-1' })).redemptions).toHaveLength(20)
  expect((await list({ benefitId: 'OTHER' })).redemptions).toEqual([])
})

test('upgrades for points stand among the redemptions, as what they are, and page by page', async () => {
  const owner = surroundings.newId()
  const upgrade = (createdAt: string) => ({
    ...{ cardholder_id: owner, id: surroundings.newId(), programme_id: programmeId, tier: 'gold', points: 500 },
    ...{ day: '2026-11-21', transaction_id: surroundings.newId(), created_at: at(createdAt) },
  })
  const ofDay = rowsOf.redemption(owner, '2026-11-21T09:00:00')
  await insert(
    'redemption',
    ofDay,
    rowsOf.redemption(owner, '2026-11-21T11:00:00', { origin: 'entitlement', points: 0 }),
  )
  await insert('tier_purchase', upgrade('2026-11-21T10:00:00'), upgrade('2026-10-31T23:59:59'))
  const span = { programmeId, from: at('2026-11-01T00:00:00'), until: at('2026-12-01T00:00:00') }
  const list = async (filter: object) =>
    (await listRedemptions(opened.database.reader, { ...span, ...filter })).redemptions
  expect((await list({ outcome: 'delivered' })).map(({ origin, points, tier }) => [origin, points, tier])).toEqual([
    ['entitlement', 0, null],
    ['upgrade', 500, 'gold'],
    ['points', 100, null],
  ])
  expect(await list({ origin: 'upgrade' })).toMatchObject([{ benefitId: null, state: 'delivered' }])
  expect(await list({ origin: 'points' })).toMatchObject([{ id: ofDay.id }])
  for (const narrowed of [{ benefitId: 'VIDEO-1' }, { supplier: 'tingyun' }, { outcome: 'failed' }])
    expect((await list(narrowed)).map(({ origin }) => origin)).not.toContain('upgrade')
  const after = { endedAt: at('2026-11-21T10:00:00'), id: '' }
  expect((await list({ after })).map(({ origin }) => origin)).toEqual(['points'])
})

test('a list goes on where its page ended', async () => {
  const owner = surroundings.newId()
  await insert('redemption', ...Array.from({ length: 120 }, () => rowsOf.redemption(owner, '2026-11-21T09:00:00')))
  const span = { programmeId, from: at('2026-11-01T00:00:00'), until: at('2026-12-01T00:00:00') }
  const seen = new Set<string>()
  let after: { endedAt: Date; id: string } | undefined
  for (let page = 0; page < 3; page++) {
    const { redemptions, next } = await listRedemptions(opened.database.reader, { ...span, after })
    for (const { id } of redemptions) seen.add(id)
    const [endedAt = '', id = ''] = next?.split('~') ?? []
    after = { endedAt: new Date(endedAt), id }
    expect(next === null).toBe(page === 2)
  }
  expect(seen.size).toBe(120)
})

/** Two people, of whom one comes back. */
async function loopOfTwo(day: BusinessDay): Promise<void> {
  const one = await boundCard(opened.database, 'one')
  const two = await boundCard(opened.database, 'two')
  const ago = (days: number) => addDays(day, -days)
  await insert(
    'spend',
    rowsOf.spend(one, day, { fen: 10_000 }),
    rowsOf.spend(one, ago(29), { fen: 6_000 }),
    rowsOf.spend(one, ago(28), { fen: 2_000, type: 'refund' }),
    rowsOf.spend(one, ago(30), { fen: 7_000 }),
    rowsOf.spend(one, ago(89), { fen: 1_000 }),
    rowsOf.spend(two, ago(1), { fen: 4_000 }),
    rowsOf.spend(two, ago(90), { fen: 4_000 }),
  )
  const lotId = surroundings.newId()
  await insert('transfer', {
    ...rowsOf.transfer(day, '2026-11-21T12:00:00', 100),
    cardholder_id: one.cardholderId,
    lot_id: lotId,
  })
  const none = { pending: 0, available: 0, held: 0, redeemed: 0, expired: 0, clawed_back: 0, repaid: 0 }
  const lot = {
    cardholder_id: one.cardholderId,
    lot_id: lotId,
    programme_id: programmeId,
    card_id: one.cardId,
    source: 'x',
  }
  const days = { available_on: day, expires_on: day, due_on: null, created_at: at('2026-11-21T12:00:00') }
  await insert('lot', { ...lot, earned: 100, ...none, ...days })
  await insert(
    'redemption',
    rowsOf.redemption(one.cardholderId, `${ago(31)}T10:00:00`),
    rowsOf.redemption(one.cardholderId, `${ago(2)}T09:59:59`),
    rowsOf.redemption(two.cardholderId, `${ago(40)}T10:00:00`),
    rowsOf.redemption(two.cardholderId, `${ago(5)}T10:00:00`),
  )
  await opened.database.inTransaction((tx) =>
    tx.change('UPDATE card SET bound_at = ? WHERE cardholder_id = ?', [at(`${ago(1)}T10:00:00`), two.cardholderId]),
  )
}

test('each step of the loop is of thirty days', async () => {
  const day = businessDay('2026-11-21')
  await loopOfTwo(day)
  expect(await loopOn(opened.database.reader, { programmeId, day })).toEqual({
    people: 2,
    peopleWithBenefit: 2,
    peopleWhoBoundAfter: 1,
    cardsBound: 1,
    cardsActive: 2,
    cardsActiveBefore: 1,
    cardsRewarded: 1,
    cardsInHabit: 1,
    peopleOnce: 2,
    peopleAgain: 1,
    fen: 18_000,
    fenBefore: 7_000,
    purchases: 3,
    purchasesBefore: 1,
  })
  const signal = new AbortController().signal
  let counted = 0
  for (let run = 0; run < 13; run++)
    counted += await countLoops(programmeId, { database: opened.database, surroundings, signal })
  expect(counted).toBe(120)
  const { loop } = await show()
  expect(loop.day).toBe(day)
  expect(loop.cardsBound).toBe(1)
  expect(Object.fromEntries(loop.steps.map(({ step, perTenThousand }) => [step, perTenThousand]))).toEqual({
    benefit: 10_000,
    card: 5_000,
    reward: 5_000,
    feeling: 5_000,
    money: Math.round((10_000 * 9_000) / 7_000),
    use: 15_000,
    habit: 5_000,
  })
})

async function spent(postedOn: string, receivedAt = at(`${postedOn}T12:00:01`)): Promise<void> {
  const card = await boundCard(opened.database, postedOn)
  await insert('spend', { ...rowsOf.spend(card, postedOn, { fen: 4_200 }), received_at: receivedAt })
}

test('when a day is over, the loop of the last few is looked at again', async () => {
  const signal = new AbortController().signal
  const run = () => countLoops(programmeId, { database: opened.database, surroundings, signal })
  expect(await run()).toBe(0)
  await spent('2026-11-20')
  while ((await run()) > 0);
  surroundings.advance(86_400_000)
  expect(await run()).toBe(3)
  expect(await run()).toBe(0)
})

test('when the bank tells of more spending, the loop of the last few days is looked at again, and not at once', async () => {
  const signal = new AbortController().signal
  const run = () => countLoops(programmeId, { database: opened.database, surroundings, signal })
  await spent('2026-11-19')
  while ((await run()) > 0);
  const before = (await show()).loop
  surroundings.advance(60_000)
  await spent('2026-11-20', surroundings.now())
  expect(await run()).toBe(0)
  surroundings.advance(30 * 60_000)
  expect(await run()).toBe(3)
  expect((await show()).loop.steps).not.toEqual(before.steps)
  expect(await run()).toBe(0)
})

test('points are worth what the terms of the day say', async () => {
  expect((await show()).fenPerThousandPoints).toBe(800)
})

test('days of which nothing is known yet are refused by name', async () => {
  const { dashboard } = insightsRoutes({ database: opened.database, surroundings, programmeMeant: () => programmeId })
  const asked = { session: await desk.hire(['auditor']), params: undefined, body: undefined, key: undefined }
  const query = { from: '2027-01-01', until: '2027-01-05' }
  await expect((async () => dashboard({ ...asked, query, address: '', requestId: '' }))()).rejects.toMatchObject({
    code: 'input_invalid',
    details: { fields: [{ path: 'query.from' }] },
  })
})
