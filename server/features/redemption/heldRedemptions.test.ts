import { installTestProgramme, testProgramme } from '../../../tests/support/programme'
import { from, scriptedRegions, testRules } from '../../../tests/support/riskRules'
import { openSale, personId, priceOfAll } from '../../../tests/support/sale'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { testVault } from '../../../tests/support/testVault'
import { velocityInMemory } from '../../adapters/velocity.memory'
import { inputHash } from '../../http/idempotency'
import { Refused } from '../../http/refused'
import type { DeviceTrace, Session } from '../../http/sessions'
import { codesOutOfOrder } from '../catalogue'
import { verifyBooks } from '../points'
import { factsIn, observeAttempts, tokenFingerprint } from '../risk'
import {
  holdsOutOfOrder,
  ordersOutOfOrder,
  pricesOutOfOrder,
  redemptionRoutes,
  redemptionsOutOfOrder,
  refuseHeld,
  releaseHeld,
  reviewsOutOfOrder,
  riskRoutes,
} from '.'

let opened: TestDatabase
const start = '2026-11-22T04:00:00.000Z'
const surroundings = heldSurroundings(start)
const vault = testVault()
const codesEach = 40
let routes: ReturnType<typeof redemptionRoutes>
let cleared: ReturnType<typeof riskRoutes>

beforeAll(async () => {
  opened = await testDatabase()
  await installTestProgramme(opened.database, { risk: testRules })
  const benefits = ['TEA', 'LAST', 'TOPUP', 'SHORT'].map((id) => ({ id, codes: id === 'LAST' ? 1 : codesEach }))
  await openSale(opened.database, { people: 60, benefits }, vault)
  await change(
    `UPDATE benefit SET delivery = 'topup', supplier = 'default', sku = 'data-1g', account_kind = 'phone'
     WHERE benefit_id = 'TOPUP'`,
  )
  await change("DELETE FROM benefit_code WHERE benefit_id = 'TOPUP'")
  const { database } = opened
  const velocity = velocityInMemory()
  const observe = observeAttempts({ reader: database.reader, surroundings, vault, regions: scriptedRegions, velocity })
  routes = redemptionRoutes({ database, surroundings, vault, observe })
  cleared = riskRoutes({ database, surroundings, vault })
})
afterAll(() => opened.close())
beforeEach(() => surroundings.set(start))
// Whatever a test did, books, pool, orders, redemptions and reviews agree afterwards.
afterEach(async () => {
  const { reader } = opened.database
  const { checks } = await verifyBooks(reader)
  expect(checks.filter(({ ok }) => !ok)).toEqual([])
  const checksOfRows = [codesOutOfOrder, redemptionsOutOfOrder, holdsOutOfOrder, pricesOutOfOrder, ordersOutOfOrder]
  for (const check of [...checksOfRows, reviewsOutOfOrder]) expect(await check(reader)).toEqual([])
})

const change = (sql: string) => opened.database.inTransaction((tx) => tx.change(sql))
const rows = <Row>(sql: string, parameters: string[] = []) => opened.database.reader.rows<Row>(sql, parameters)

let people = 0
/** Somebody new with points, on a device that logged in ten days ago. */
function person(device: Partial<DeviceTrace> = {}): Session {
  const cardholderId = personId(people++)
  const startedAt = new Date(Date.parse(start) - 10 * 86_400_000)
  const trace = { startedAt, trustedAt: null, wechatRank: null, wechatRankAt: null, ...device }
  return { cardholderId, programmeId: testProgramme.id, sessionId: cardholderId, level: 'cardholder', device: trace }
}

let made = 0
const newKey = () => `held-key-${++made}-0000`
const blank = { requestId: '', params: undefined, query: undefined, body: undefined, key: undefined, address: '' }

interface Asking {
  key?: string
  benefitId?: string
  stepUp?: string
  address?: string
  account?: string
}

function confirm(session: Session, { key = newKey(), benefitId = 'TEA', stepUp, account, ...where }: Asking = {}) {
  const { address = from.abroad } = where
  const body = { benefitId, points: priceOfAll, stepUp, account }
  const endpointId = 'redemption.confirm'
  const claimed = { ownerId: session.cardholderId, key, endpointId, inputHash: inputHash(endpointId, { body }) }
  return routes.confirm({ ...blank, address, session, key: claimed, body })
}

const told = (trying: Promise<{ state: string }>) =>
  trying.then(
    ({ state }) => state,
    (error: unknown) => (error instanceof Refused ? error.code : String(error)),
  )

/** A token as a right one-time password gives it. */
async function stepUpFor({ cardholderId, programmeId }: Session, boundTo: string): Promise<string> {
  const token = String(++made).padStart(43, 't')
  const now = surroundings.now()
  const row = {
    cardholder_id: cardholderId,
    step_up_id: surroundings.newId(),
    programme_id: programmeId,
    challenge_id: 'ch',
    card_token: 'ct',
    bound_to: boundTo,
    token_fingerprint: tokenFingerprint(vault, token),
    expires_at: new Date(now.getTime() + 300_000),
    used_at: null,
    created_at: now,
  }
  await opened.database.inTransaction((tx) => tx.insert('step_up', [row]))
  return token
}

const nameOf = ({ programmeId, cardholderId }: Session, { id: redemptionId }: { id: string }) => ({
  programmeId,
  cardholderId,
  redemptionId,
})
const byPerson = { by: 'operator-1', reason: 'looked at it', surroundings }
const release = (session: Session, held: { id: string }) =>
  opened.database.inTransaction((tx) => releaseHeld(tx, nameOf(session, held), byPerson))
const refuse = (session: Session, held: { id: string }) =>
  opened.database.inTransaction((tx) => refuseHeld(tx, nameOf(session, held), byPerson))
const clear = async (session: Session, { id }: { id: string }, stepUp?: string) =>
  cleared.clear({
    ...blank,
    session,
    params: { redemptionId: id },
    body: { stepUp: stepUp ?? (await stepUpFor(session, `review ${id}`)) },
  })

async function account({ cardholderId }: Session) {
  const [row] = await rows<{ available: string; held: string }>(
    'SELECT available, held FROM v_account WHERE cardholder_id = ?',
    [cardholderId],
  )
  return { available: Number(row?.available), held: Number(row?.held) }
}
const full = 3_000_000

interface DecisionSeen {
  lane: string
  rules: string
  facts: string
  redemption_id: string | null
}
const decisions = ({ cardholderId }: Session) =>
  rows<DecisionSeen>(
    'SELECT lane, rules, facts, redemption_id FROM risk_decision WHERE cardholder_id = ? ORDER BY id',
    [cardholderId],
  )
const review = async (session: Session) => {
  const [row] = await rows<{ state: string; decided_by: string | null; account_cipher: string | null }>(
    'SELECT state, decided_by, account_cipher FROM risk_review WHERE cardholder_id = ?',
    [session.cardholderId],
  )
  return row
}
const topics = async ({ cardholderId }: Session) =>
  (await rows<{ topic: string }>('SELECT topic FROM outbox WHERE cardholder_id = ? ORDER BY id', [cardholderId])).map(
    ({ topic }) => topic,
  )

describe('the lane', () => {
  test('of whoever comes from home is normal, and the decision is kept with all that it was made of', async () => {
    const session = person()
    const { id, state, review: none } = await confirm(session, { address: from.home })
    expect([state, none]).toEqual(['delivered', null])
    const [decision, ...more] = await decisions(session)
    expect(more).toEqual([])
    expect(decision).toMatchObject({ lane: 'normal', rules: '', redemption_id: id })
    expect(factsIn(decision?.facts ?? '')).toMatchObject({
      point: 'redeem',
      regionKind: 'home',
      region: '浙江省 杭州市',
      deviceTrusted: false,
      deviceHours: 240,
      points: priceOfAll,
      hour: 12,
      wechatRank: null,
      perCardholder: { tenMinutes: 0, hour: 0 },
    })
  })

  test('of whoever has a trusted device is normal, wherever they travel', async () => {
    const session = person({ trustedAt: new Date(start) })
    for (const address of [from.away, from.abroad, from.hosting]) {
      expect(await told(confirm(session, { address }))).toBe('delivered')
    }
  })

  test('step-up asks for a second proof, keeps the decision, and passes with it; the device is trusted from then on', async () => {
    const session = person()
    await change(
      `UPDATE session SET session_id = '${session.sessionId}' WHERE cardholder_id = '${session.cardholderId}'`,
    )
    const key = newKey()
    expect(await told(confirm(session, { key, address: from.away }))).toBe('step_up_required')
    expect(await account(session)).toEqual({ available: full, held: 0 })
    const stepUp = await stepUpFor(session, `redemption ${key} TEA ${priceOfAll}`)
    expect(await told(confirm(session, { key, address: from.away, stepUp }))).toBe('delivered')
    expect(await decisions(session)).toMatchObject([
      { lane: 'step_up', rules: 'away-new-device', redemption_id: null },
      { lane: 'step_up', rules: 'away-new-device', redemption_id: expect.any(String) },
    ])
    const [device] = await rows<{ trusted_at: unknown }>('SELECT trusted_at FROM session WHERE cardholder_id = ?', [
      session.cardholderId,
    ])
    expect(device?.trusted_at).not.toBeNull()
  })

  test('follows how often somebody tries', async () => {
    const session = person()
    const address = from.home
    for (let attempt = 0; attempt < 20; attempt++) {
      expect(await told(confirm(session, { benefitId: 'NOT-THERE', address }))).toBe('not_found')
    }
    expect(await told(confirm(session, { address }))).toBe('step_up_required')
    surroundings.advance(1_200_000)
    expect(await told(confirm(session, { address }))).toBe('delivered')
  })

  test('is decided by nobody, and kept nowhere, for whom another rule refuses', async () => {
    const session = person()
    expect(await told(confirm(session, { benefitId: 'NOT-THERE' }))).toBe('not_found')
    expect(await decisions(session)).toEqual([])
  })
})

describe('quarantine', () => {
  test('holds points and stock, gives no code, and tells why, by when, and what sets it free', async () => {
    const session = person()
    const key = newKey()
    const held = await confirm(session, { key })
    expect(held).toMatchObject({
      state: 'held',
      codeMasked: null,
      validUntil: null,
      orderNo: null,
      promisedBy: '2026-11-22T08:00:00.000Z',
      review: { reasons: ['abroad'], clearBy: 'step_up', promisedBy: '2026-11-22T08:00:00.000Z' },
    })
    expect(await account(session)).toEqual({ available: full - priceOfAll, held: priceOfAll })
    expect(await topics(session)).toEqual([])
    // Asked again, in the wallet and by its number it is the same.
    expect(await confirm(session, { key })).toEqual(held)
    const wallet = await routes.wallet({ ...blank, session, query: { shelf: 'usable' } })
    expect(wallet.redemptions).toEqual([held])
    expect(await routes.one({ ...blank, session, params: { redemptionId: held.id } })).toEqual(held)
    expect(await told(routes.reveal({ ...blank, session, params: { redemptionId: held.id }, body: {} }) as never)).toBe(
      'not_delivered_yet',
    )
    await refuse(session, held)
  })

  test('set free by a person, its code is given, valid from then on, and its owner is told', async () => {
    const session = person()
    const held = await confirm(session)
    surroundings.advance(3 * 3_600_000)
    const freed = await release(session, held)
    expect(freed).toMatchObject({ state: 'delivered', review: null, deliveredAt: surroundings.now() })
    expect(freed.validUntil?.toISOString()).toBe('2026-12-22T15:59:59.999Z')
    expect(await routes.one({ ...blank, session, params: { redemptionId: held.id } })).toMatchObject({
      state: 'delivered',
      codeMasked: expect.any(String),
      review: null,
    })
    expect(await account(session)).toEqual({ available: full - priceOfAll, held: 0 })
    expect(await topics(session)).toEqual(['redemption.released'])
    expect(await review(session)).toMatchObject({ state: 'released', decided_by: 'operator-1' })
  })

  test('refused, points go back to their lots and stock to the others, and its owner is told', async () => {
    const session = person()
    const held = await confirm(session, { benefitId: 'LAST' })
    expect(await told(confirm(person(), { benefitId: 'LAST', address: from.home }))).toBe('sold_out')
    surroundings.advance(1_000)
    await refuse(session, held)
    expect(await routes.one({ ...blank, session, params: { redemptionId: held.id } })).toMatchObject({
      state: 'failed',
      failure: 'risk_refused',
      review: null,
    })
    expect(await account(session)).toEqual({ available: full, held: 0 })
    expect(await topics(session)).toEqual(['redemption.refused'])
    expect(await told(confirm(person(), { benefitId: 'LAST', address: from.home }))).toBe('delivered')
  })

  test('of a top-up keeps the account sealed, and orders it when it is set free', async () => {
    const session = person()
    const held = await confirm(session, { benefitId: 'TOPUP', account: '13800138000' })
    expect(held).toMatchObject({ state: 'held', orderNo: null, accountMasked: '138****8000' })
    const sealed = (await review(session))?.account_cipher
    expect(vault.open(sealed ?? '')).toBe('13800138000')
    expect(await rows('SELECT 1 FROM supplier_order')).toEqual([])
    await release(session, held)
    const [order] = await rows<{ state: string; account_cipher: string; due_at: unknown }>(
      'SELECT * FROM supplier_order',
    )
    expect(order).toMatchObject({ state: 'new', account_cipher: sealed })
    expect((await review(session))?.account_cipher).toBeNull()
    expect(await routes.one({ ...blank, session, params: { redemptionId: held.id } })).toMatchObject({
      state: 'held',
      orderNo: `K${held.id}`,
      review: null,
    })
    expect(await account(session)).toEqual({ available: full - priceOfAll, held: priceOfAll })
  })

  test('a refused top-up is never ordered', async () => {
    const session = person()
    const before = await rows('SELECT 1 FROM supplier_order')
    await refuse(session, await confirm(session, { benefitId: 'TOPUP', account: '13800138000' }))
    expect(await rows('SELECT 1 FROM supplier_order')).toHaveLength(before.length)
    expect(await account(session)).toEqual({ available: full, held: 0 })
  })

  test('is passed at once by a second proof that came along, where one is enough', async () => {
    const session = person()
    const key = newKey()
    const stepUp = await stepUpFor(session, `redemption ${key} TEA ${priceOfAll}`)
    expect(await told(confirm(session, { key, stepUp }))).toBe('delivered')
    const other = newKey()
    const idle = await stepUpFor(session, `redemption ${other} TEA ${priceOfAll}`)
    const held = await confirm(session, { key: other, stepUp: idle, address: from.hosting })
    expect(held).toMatchObject({ state: 'held', review: { clearBy: 'person' } })
    await refuse(session, held)
  })

  test('holds three of one cardholder at most', async () => {
    const session = person()
    const held = []
    for (let one = 0; one < 3; one++) held.push(await confirm(session))
    const key = newKey()
    expect(await told(confirm(session, { key }))).toBe('too_many_held')
    expect(await decisions(session)).toHaveLength(4)
    await refuse(session, held[0] as { id: string })
    const fourth = await confirm(session, { key })
    expect(fourth.state).toBe('held')
    for (const each of [held[1], held[2], fourth]) await refuse(session, each as { id: string })
  })

  test('beside others in one batch costs them nothing: codes go to those who get one', async () => {
    const crowd = Array.from({ length: 12 }, () => person())
    const states = await Promise.all(
      crowd.map((session, at) =>
        confirm(session, { benefitId: 'SHORT', address: at % 3 === 0 ? from.abroad : from.home }),
      ),
    )
    expect(states.map(({ state }) => state)).toEqual(crowd.map((_, at) => (at % 3 === 0 ? 'held' : 'delivered')))
    const [stock] = await rows<{ issued: number; reserved: number; last_seq: number }>(
      "SELECT issued, reserved, last_seq FROM benefit_stock WHERE benefit_id = 'SHORT'",
    )
    expect(stock).toMatchObject({ issued: 12, reserved: 4, last_seq: 8 })
    await release(crowd[0] as Session, states[0] as { id: string })
    for (const at of [3, 6, 9]) await refuse(crowd[at] as Session, states[at] as { id: string })
  })
})

describe('cleared by its owner', () => {
  test('with a second proof for just this: delivered, and nobody has decided on it', async () => {
    const session = person()
    const held = await confirm(session)
    expect(await told(clear(session, held, 'x'.repeat(43)))).toBe('step_up_required')
    expect(await told(clear(session, held, await stepUpFor(session, `review ${'0'.repeat(26)}`)))).toBe(
      'step_up_required',
    )
    const shown = await clear(session, held)
    expect(shown).toMatchObject({ id: held.id, state: 'delivered', review: null })
    expect(await review(session)).toMatchObject({ state: 'cleared', decided_by: null })
    // Whoever lost the answer asks again.
    expect(await clear(session, held, 'x'.repeat(43))).toMatchObject({ state: 'delivered' })
  })

  test('is not enough where a person is asked for, and not for somebody else', async () => {
    const [session, stranger] = [person(), person()]
    const held = await confirm(session, { address: from.hosting })
    expect(await told(clear(session, held))).toBe('review_needs_person')
    expect(await told(clear(stranger, held))).toBe('not_found')
    await refuse(session, held)
    expect(await told(clear(session, held))).toBe('review_over')
  })

  test('neither its owner nor a person sets it free while redeeming is frozen', async () => {
    const session = person()
    const held = await confirm(session)
    const { cardholderId, programmeId } = session
    const lock = { frozen: 1, daily_limit_points: null, night_lock: 0, trusted_only: 0, changed_at: surroundings.now() }
    await opened.database.inTransaction((tx) =>
      tx.insert('security_lock', [{ cardholder_id: cardholderId, programme_id: programmeId, ...lock }]),
    )
    expect(await told(clear(session, held))).toBe('redemption_frozen')
    expect(await told(release(session, held))).toBe('redemption_frozen')
    await refuse(session, held)
  })
})

describe('exactly one outcome', () => {
  type Deciding = (session: Session, held: { id: string }) => Promise<{ state: string }>
  test.each<[string, Deciding, Deciding]>([
    ['released and refused', release, refuse],
    ['cleared and refused', clear, refuse],
    ['released twice', release, release],
    ['refused twice', refuse, refuse],
  ])('%s at the same moment', async (_, one, other) => {
    for (let time = 0; time < 4; time++) {
      const session = person()
      const held = await confirm(session)
      const outcomes = await Promise.all([told(one(session, held)), told(other(session, held))])
      expect(outcomes.filter((outcome) => outcome === 'review_over')).toHaveLength(1)
      const [state] = outcomes.filter((outcome) => outcome !== 'review_over')
      expect(await routes.one({ ...blank, session, params: { redemptionId: held.id } })).toMatchObject({ state })
      expect(await topics(session)).toHaveLength(1)
    }
  })

  test('cleared and released at the same moment is delivered once, and both are told so', async () => {
    const session = person()
    const held = await confirm(session)
    const outcomes = await Promise.all([told(clear(session, held)), told(release(session, held))])
    expect(outcomes.filter((outcome) => outcome === 'delivered').length).toBeGreaterThanOrEqual(1)
    expect(await topics(session)).toEqual(['redemption.released'])
  })

  test('what dies before its commit has decided nothing', async () => {
    const session = person()
    const held = await confirm(session)
    const dying = opened.database.inTransaction(async (tx) => {
      await releaseHeld(tx, nameOf(session, held), byPerson)
      throw new Error('killed')
    })
    await expect(dying).rejects.toThrow('killed')
    expect(await review(session)).toMatchObject({ state: 'waiting' })
    expect(await told(release(session, held))).toBe('delivered')
  })
})

test('no code is left of those that were kept: it cannot be set free, and is refused instead', async () => {
  const session = person()
  await change("UPDATE benefit_stock SET stock = stock + 1 WHERE benefit_id = 'LAST'")
  await change(
    "INSERT INTO benefit_code SELECT programme_id, benefit_id, 2, 'LAST-2', cipher, 'LAST-2', masked, 'free', NULL, NULL, batch_id, NULL FROM benefit_code WHERE benefit_id = 'LAST'",
  )
  // Longer than it is known to be sold out.
  surroundings.advance(1_000)
  const held = await confirm(session, { benefitId: 'LAST' })
  await change(
    "UPDATE benefit_code SET state = 'expired', valid_until = '2026-11-22 05:00:00.000' WHERE code_id = 'LAST-2'",
  )
  surroundings.advance(2 * 3_600_000)
  expect(await told(release(session, held))).toBe('sold_out')
  await refuse(session, held)
  await change("UPDATE benefit_stock SET stock = issued WHERE benefit_id = 'LAST'")
})

test('points that expire while they are held have expired when they come back', async () => {
  const session = person()
  const held = await confirm(session)
  surroundings.set('2036-01-01T04:00:00.000Z')
  await refuse(session, held)
  expect(await account(session)).toEqual({ available: 0, held: 0 })
})

test('a campaign that ends meanwhile is none of its concern: it was asked for in time', async () => {
  const session = person()
  const held = await confirm(session)
  await change("UPDATE benefit SET ends_at = '2026-11-22 04:30:00.000', retired_at = NULL WHERE benefit_id = 'TEA'")
  surroundings.advance(3_600_000)
  expect(await told(release(session, held))).toBe('delivered')
  await change("UPDATE benefit SET ends_at = '2035-12-31 00:00:00.000' WHERE benefit_id = 'TEA'")
})
