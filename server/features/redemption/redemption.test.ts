import { redemptionContract } from '../../../shared/contract/redemption'
import { points } from '../../../shared/values/points'
import { bankEvent } from '../../../tests/support/bankEvents'
import { blankRequest } from '../../../tests/support/blankRequest'
import { type BoundForTest, boundCard } from '../../../tests/support/boundCard'
import { outOfOrder } from '../../../tests/support/outOfOrder'
import { testPosting } from '../../../tests/support/posting'
import { installTestProgramme, testProgramme } from '../../../tests/support/programme'
import { redeemPoints } from '../../../tests/support/redeemPoints'
import { refusalOf, wasAnswered } from '../../../tests/support/refusalOf'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { testVault } from '../../../tests/support/testVault'
import { forgetAnswersOf, inputHash, keyedAnswers } from '../../http/idempotency'
import { Refused } from '../../http/refused'
import type { Session } from '../../http/sessions'
import { liveVersion, loadCatalogue } from '../catalogue'
import { pointsSummary } from '../points'
import { spendRoutes } from '../spend'
import { type RedemptionDeps, redemptionRoutes } from '.'
import { holdsOutOfOrder, pricesOutOfOrder } from './verifyRedemptions.store'

let opened: TestDatabase
let deps: RedemptionDeps
let routes: ReturnType<typeof redemptionRoutes>
const surroundings = heldSurroundings('2026-11-22T02:00:00.000Z')
const vault = testVault()
let made = 0

beforeAll(async () => {
  opened = await testDatabase()
  deps = { database: opened.database, surroundings, vault }
  routes = redemptionRoutes(deps)
  await installTestProgramme(opened.database)
})
afterAll(() => opened.close())
beforeEach(() => surroundings.set('2026-11-22T02:00:00.000Z'))
// Whatever a test did, the books, the pool and the redemptions agree afterwards.
afterEach(async () => {
  expect(await outOfOrder(opened.database.reader)).toEqual([])
})

/** A benefit of its own for each test. */
async function benefit({ stock = 1, points = 500, limit = 1, tier = 'basic', to = '2035-12-31' } = {}) {
  const benefitId = `BENEFIT-${++made}`
  const head =
    'benefit_id,title,category,tier,points,stock,starts_at,ends_at,limit_per_person,valid_days,description,steps'
  const line = `${benefitId},视频会员月卡,video,${tier},${points},${stock},2024-01-01,${to},${limit},30,说明,步骤`
  const codes = Array.from({ length: stock }, (_, index) => `${benefitId},CODE-${made}-${index + 1}-END`)
  const loaded = await loadCatalogue(deps, {
    programmeId: testProgramme.id,
    benefits: Buffer.from(`${head}\n${line}`),
    codes: Buffer.from(['benefit_id,code', ...codes].join('\n')),
  })
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems))
  return benefitId
}

type Person = BoundForTest & Session

/** People with points that a purchase of three weeks ago earned. */
async function people(count: number, points = 600): Promise<Person[]> {
  const bound: BoundForTest[] = []
  for (let index = 0; index < count; index++) bound.push(await boundCard(opened.database, `redeems${++made}`))
  const events = bound.map(({ cardToken }) =>
    bankEvent(`tx-${cardToken}`, '2026-11-01', { yuan: points, card_token: cardToken }),
  )
  const spend = spendRoutes({ database: opened.database, posting: testPosting(surroundings), surroundings })
  const request = { session: null, key: undefined, address: '', requestId: '', params: undefined, query: undefined }
  await spend.takeEvents({ ...request, body: { events } })
  return bound.map((each) => ({ ...each, sessionId: surroundings.newId(), level: 'cardholder' }))
}

async function person(points?: number): Promise<Person> {
  const [one] = await people(1, points)
  if (!one) throw new Error('nobody came')
  return one
}

/** As the server does it: the first answer of a key is kept. */
function confirm(session: Person, benefitId: string, { points = 500, key = `test-key-${++made}-0000000` } = {}) {
  const body = { benefitId, points }
  const claimed = {
    ownerId: session.cardholderId,
    key,
    endpointId: 'redemption.confirm',
    inputHash: inputHash('redemption.confirm', body),
  }
  const answers = keyedAnswers({ database: opened.database, now: surroundings.now })
  return answers
    .answer(claimed, () => routes.confirm({ ...blankRequest, session, key: claimed, body }))
    .then((reply) => redemptionContract.confirm.reply.parse(reply))
}

const balance = async ({ cardholderId }: Person) =>
  (await pointsSummary(opened.database.reader, { cardholderId, today: '2026-11-22' as never })).available
const wallet = async (session: Person, cursor?: string) =>
  redemptionContract.wallet.reply.parse(await routes.wallet({ ...blankRequest, session, query: { cursor } }))
const count = async (table: string, where: string, value: string) => {
  const [row] = await opened.database.reader.rows<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table} WHERE ${where}`, [
    value,
  ])
  return Number(row?.n)
}

test('takes the points, gives the code masked, and leaves a message', async () => {
  const session = await person()
  const redeemed = await confirm(session, await benefit())
  expect(redeemed).toMatchObject({
    title: '视频会员月卡',
    category: 'video',
    points: 500,
    state: 'delivered',
    codeMasked: 'CO••••••••ND',
    validUntil: '2026-12-22T15:59:59.999Z',
    revealedAt: null,
    expired: false,
  })
  expect(await balance(session)).toBe(100)
  const [row] = await opened.database.reader.rows<{ benefit_version: string; transaction_id: string }>(
    'SELECT benefit_version, transaction_id FROM redemption WHERE cardholder_id = ? AND id = ?',
    [session.cardholderId, redeemed.id],
  )
  expect(row?.benefit_version).toBe(await liveVersion(opened.database.reader, testProgramme.id))
  expect(await count('v_entry', 'transaction_id = ?', row?.transaction_id ?? '')).toBe(2)
  expect(await count('outbox', 'cardholder_id = ?', session.cardholderId)).toBe(1)
})

test('a double tap is one redemption with one answer', async () => {
  const session = await person(2_000)
  const benefitId = await benefit({ stock: 10, limit: 10 })
  const key = 'the-very-same-key-0001'
  const taps = await Promise.all(Array.from({ length: 8 }, () => confirm(session, benefitId, { key })))
  expect(new Set(taps.map((tap) => JSON.stringify(tap))).size).toBe(1)
  expect((await wallet(session)).redemptions).toHaveLength(1)
  expect(await balance(session)).toBe(1_500)
})

test('a key redeems once for ever, also when its answer was forgotten', async () => {
  const session = await person(2_000)
  const benefitId = await benefit({ stock: 2, limit: 2 })
  const key = 'kept-for-a-week-00001'
  const first = await confirm(session, benefitId, { key })
  surroundings.advance(7 * 86_400_000)
  await opened.database.inTransaction((tx) => forgetAnswersOf(tx, session.cardholderId))
  expect((await confirm(session, benefitId, { key })).id).toBe(first.id)
  expect(await balance(session)).toBe(1_500)
})

test('a key is not taken for another request, neither at once nor when its answer was forgotten', async () => {
  const session = await person(2_000)
  const benefitId = await benefit({ stock: 2, limit: 2 })
  const other = await benefit()
  const key = 'used-for-two-things-01'
  await confirm(session, benefitId, { key })
  expect(await refusalOf(confirm(session, other, { key }))).toBe('idempotency_key_reused')
  surroundings.advance(7 * 86_400_000)
  await opened.database.inTransaction((tx) => forgetAnswersOf(tx, session.cardholderId))
  expect(await refusalOf(confirm(session, other, { key }))).toBe('idempotency_key_reused')
})

test('many taps under different keys stop at the limit per person', async () => {
  const session = await person(5_000)
  const benefitId = await benefit({ stock: 10, limit: 2 })
  const taps = await Promise.all(Array.from({ length: 8 }, () => refusalOf(confirm(session, benefitId))))
  expect(taps.filter(wasAnswered)).toHaveLength(2)
  expect(taps.filter((tap) => tap === 'limit_reached')).toHaveLength(6)
  expect(await balance(session)).toBe(4_000)
})

test('many taps on different benefits never spend more than there is', async () => {
  const session = await person(1_100)
  const benefits: string[] = []
  for (let index = 0; index < 5; index++) benefits.push(await benefit())
  const taps = await Promise.all(benefits.map((benefitId) => refusalOf(confirm(session, benefitId))))
  expect(taps.filter(wasAnswered)).toHaveLength(2)
  expect(taps.filter((tap) => tap === 'points_insufficient')).toHaveLength(3)
  expect(await balance(session)).toBe(100)
})

test('of 500 people on 100 codes exactly 100 have one each, and the others keep their points', async () => {
  const benefitId = await benefit({ stock: 100 })
  const everybody = await people(500)
  const results = await Promise.all(
    everybody.map((session) =>
      confirm(session, benefitId).then(
        ({ id }) => ({ session, id, refusal: null }),
        (error: unknown) => ({ session, id: null, refusal: error instanceof Refused ? error.code : String(error) }),
      ),
    ),
  )
  const losers = results.filter(({ refusal }) => refusal !== null)
  expect(losers.map(({ refusal }) => refusal)).toEqual(Array(400).fill('sold_out'))
  for (const { session } of losers) expect(await balance(session)).toBe(600)
  const codes = new Set<string>()
  for (const { session, id } of results) {
    if (id === null) continue
    expect(await balance(session)).toBe(100)
    codes.add((await routes.reveal({ ...blankRequest, session, params: { redemptionId: id }, body: {} })).code)
  }
  expect(codes.size).toBe(100)
  expect(await count('outbox', 'payload LIKE ?', '%redemptionId%')).toBeGreaterThanOrEqual(100)
}, 60_000)

test('refuses what stands against it, and takes nothing', async () => {
  const session = await person(400)
  expect(await refusalOf(confirm(session, 'NOT-THERE-1'))).toBe('not_found')
  expect(await refusalOf(confirm(session, await benefit()))).toBe('points_insufficient')
  expect(await refusalOf(confirm(session, await benefit({ tier: 'platinum' })))).toBe('tier_too_low')
  expect(await refusalOf(confirm(session, await benefit({ to: '2026-11-21' })))).toBe('benefit_ended')
  expect(await refusalOf(confirm(session, await benefit(), { points: 499 }))).toBe('price_changed')
  expect(await refusalOf(confirm(session, await benefit({ stock: 0 })))).toBe('sold_out')
  expect(await balance(session)).toBe(400)
  expect((await wallet(session)).redemptions).toEqual([])
})

test('where the pool has no code the stock promises nothing, and nothing is taken', async () => {
  const session = await person()
  const benefitId = await benefit()
  const become = (state: string) =>
    opened.database.inTransaction((tx) =>
      tx.change('UPDATE benefit_code SET state = ? WHERE benefit_id = ?', [state, benefitId]),
    )
  await become('expired')
  expect(await refusalOf(confirm(session, benefitId))).toBe('sold_out')
  await become('free')
  expect(await balance(session)).toBe(600)
  expect((await wallet(session)).redemptions).toEqual([])
})

test('the quote says what the redemption will say', async () => {
  const session = await person()
  const benefitId = await benefit({ stock: 5, limit: 1 })
  const quote = async () =>
    redemptionContract.quote.reply.parse(await routes.quote({ ...blankRequest, session, params: { benefitId } }))
  expect(await quote()).toEqual({
    points: 500,
    balanceBefore: 600,
    balanceAfter: 100,
    redeemedByMe: 0,
    limitPerPerson: 1,
    delivery: 'code',
    account: null,
    validUntil: '2026-12-22T15:59:59.999Z',
    nextRelease: null,
    stepUp: false,
    refusal: null,
  })
  await confirm(session, benefitId)
  expect(await quote()).toMatchObject({ balanceBefore: 100, balanceAfter: null, refusal: 'limit_reached' })
  await expect(routes.quote({ ...blankRequest, session, params: { benefitId: 'NOT-THERE-1' } })).rejects.toThrow(
    'not_found',
  )
})

test('the code is shown to its owner only, and each look is recorded', async () => {
  const [session, stranger] = await people(2)
  if (!session || !stranger) throw new Error('nobody came')
  const { id: redemptionId, benefitId } = await confirm(session, await benefit())
  const reveal = (who: Person) => routes.reveal({ ...blankRequest, session: who, params: { redemptionId }, body: {} })
  expect(await refusalOf(reveal(stranger))).toBe('not_found')
  expect(await refusalOf(routes.one({ ...blankRequest, session: stranger, params: { redemptionId } }))).toBe(
    'not_found',
  )
  const shown = redemptionContract.reveal.reply.parse(await reveal(session))
  expect(shown).toEqual({ code: `CODE-${benefitId.slice(8)}-1-END`, validUntil: '2026-12-22T15:59:59.999Z' })
  surroundings.advance(1_000)
  await reveal(session)
  expect(await count('redemption_reveal', 'redemption_id = ?', redemptionId)).toBe(2)
  const one = await routes.one({ ...blankRequest, session, params: { redemptionId } })
  expect(redemptionContract.one.reply.parse(one)).toMatchObject({
    revealedAt: '2026-11-22T02:00:00.000Z',
    codeMasked: 'CO••••••••ND',
  })
})

test('a code is no longer shown when its validity has ended', async () => {
  const session = await person()
  const { id: redemptionId } = await confirm(session, await benefit())
  surroundings.set('2026-12-22T15:59:59.999Z')
  await routes.reveal({ ...blankRequest, session, params: { redemptionId }, body: {} })
  surroundings.advance(1)
  expect(await refusalOf(routes.reveal({ ...blankRequest, session, params: { redemptionId }, body: {} }))).toBe(
    'code_expired',
  )
  expect((await wallet(session)).redemptions[0]?.expired).toBe(true)
})

test('a client that got no answer finds its redemption by its key, and nobody else does', async () => {
  const [session, stranger] = await people(2)
  if (!session || !stranger) throw new Error('nobody came')
  const key = 'lost-on-the-way-00001'
  const redeemed = await confirm(session, await benefit(), { key })
  expect(await routes.byKey({ ...blankRequest, session, params: { key } })).toEqual(redeemed)
  expect(await refusalOf(routes.byKey({ ...blankRequest, session: stranger, params: { key } }))).toBe('not_found')
})

test('the wallet shows the newest first, twenty at a time', async () => {
  const session = await person(23_000)
  const benefitId = await benefit({ stock: 22, limit: 22 })
  const ids: string[] = []
  for (let index = 0; index < 22; index++) {
    surroundings.advance(1_000)
    ids.unshift((await confirm(session, benefitId)).id)
  }
  const first = await wallet(session)
  const second = await wallet(session, first.next ?? undefined)
  expect(first.redemptions).toHaveLength(20)
  expect(second.next).toBeNull()
  expect([...first.redemptions, ...second.redemptions].map(({ id }) => id)).toEqual(ids)
})

test('a redemption that took another price than its own is found', async () => {
  const change = (by: number) =>
    opened.database.inTransaction((tx) =>
      tx.change(`UPDATE redemption SET points = points + ${by} WHERE state = 'delivered'`),
    )
  expect(await change(1)).toBeGreaterThan(0)
  expect(await pricesOutOfOrder(opened.database.reader)).not.toEqual([])
  await change(-1)
})

test('points that were redeemed for nothing are found', async () => {
  const someone = await person()
  class Undone extends Error {}
  const order = { amount: points(7), redemptionId: 'nothing', title: 'x', surroundings }
  const undone = opened.database.inTransaction(async (tx) => {
    const { transactionId } = await redeemPoints(tx, someone, order)
    expect(await pricesOutOfOrder(tx)).toEqual([`7 points of transaction ${transactionId} are of no redemption`])
    throw new Undone()
  })
  await expect(undone).rejects.toThrow(Undone)
})

test('points that are held for no redemption are found', async () => {
  const change = (by: number) =>
    opened.database.inTransaction((tx) => tx.change(`UPDATE account SET held = held + ${by}`))
  const accounts = await change(1)
  expect(accounts).toBeGreaterThan(0)
  expect(await holdsOutOfOrder(opened.database.reader)).toContainEqual(expect.stringContaining('1 points held, but 0'))
  await change(-1)
})
