import { blankRequest } from '../../../tests/support/blankRequest'
import { givenStepUp } from '../../../tests/support/givenStepUp'
import { installTestProgramme, testProgramme } from '../../../tests/support/programme'
import { openSale, personId, priceOfAll } from '../../../tests/support/sale'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { testVault } from '../../../tests/support/testVault'
import type { Row } from '../../db/database'
import { inputHash } from '../../http/idempotency'
import { Refused } from '../../http/refused'
import type { Session } from '../../http/sessions'
import { verifyBooks } from '../points'
import { redemptionRoutes } from '.'

let opened: TestDatabase
const surroundings = heldSurroundings('2026-11-22T04:00:00.000Z')
const vault = testVault()
const routesOn = () => redemptionRoutes({ database: opened.database, surroundings, vault })
let routes: ReturnType<typeof routesOn>

beforeAll(async () => {
  opened = await testDatabase()
  await installTestProgramme(opened.database)
  await openSale(opened.database, { people: 30, benefits: ['TEA', 'FILM'].map((id) => ({ id, codes: 90 })) }, vault)
  await write((insert) => insert('UPDATE benefit SET limit_per_person = 99'))
  routes = routesOn()
})
afterAll(() => opened.close())
beforeEach(() => surroundings.set('2026-11-22T04:00:00.000Z'))
afterEach(async () => {
  const { checks } = await verifyBooks(opened.database.reader)
  expect(checks.filter(({ ok }) => !ok)).toEqual([])
})

function write(work: (change: (sql: string) => Promise<number>) => Promise<unknown>): Promise<unknown> {
  return opened.database.inTransaction((tx) => work((sql) => tx.change(sql)))
}

let people = 0
/** Somebody new with points, whose lock is so. */
async function person(lock: Row = {}): Promise<Session> {
  const cardholderId = personId(people++)
  const programmeId = testProgramme.id
  const unset = { frozen: 0, daily_limit_points: null, night_lock: 0, changed_at: surroundings.now() }
  await opened.database.inTransaction((tx) =>
    tx.insert('security_lock', [{ cardholder_id: cardholderId, programme_id: programmeId, ...unset, ...lock }]),
  )
  return { cardholderId, programmeId, sessionId: cardholderId, level: 'cardholder' }
}

let made = 0
const newKey = () => `guarded-key-${++made}-000`

interface Asking {
  key?: string
  benefitId?: string
  stepUp?: string
  points?: number
}

function confirm(session: Session, { key = newKey(), benefitId = 'TEA', stepUp, points = priceOfAll }: Asking = {}) {
  const body = { benefitId, points, stepUp }
  const endpointId = 'redemption.confirm'
  const claimed = { ownerId: session.cardholderId, key, endpointId, inputHash: inputHash(endpointId, { body }) }
  return routes.confirm({ ...blankRequest, session, key: claimed, body })
}

const told = (session: Session, asking?: Asking) =>
  confirm(session, asking).then(
    ({ state }) => state as string,
    (error: unknown) => (error instanceof Refused ? error.code : String(error)),
  )

const stepUpFor = (session: Session, boundTo: string) =>
  givenStepUp({ database: opened.database, surroundings, vault }, { session, boundTo })
const boundTo = (key: string, benefitId = 'TEA', points = priceOfAll) => `redemption ${key} ${benefitId} ${points}`

const count = async (sql: string, { cardholderId }: Session) => {
  const [row] = await opened.database.reader.rows<{ n: string | number }>(sql, [cardholderId])
  return Number(row?.n)
}
const redemptions = (who: Session) => count('SELECT COUNT(*) AS n FROM redemption WHERE cardholder_id = ?', who)
const keptKeys = (who: Session) => count('SELECT COUNT(*) AS n FROM idempotency_key WHERE cardholder_id = ?', who)
const spentTokens = (who: Session) =>
  count('SELECT COUNT(*) AS n FROM step_up WHERE cardholder_id = ? AND used_at IS NOT NULL', who)
const quote = (session: Session) => routes.quote({ ...blankRequest, session, params: { benefitId: 'TEA' } })

test('frozen: nothing is taken, and the same key redeems when it is lifted', async () => {
  const session = await person({ frozen: 1 })
  const key = newKey()
  expect(await told(session, { key })).toBe('redemption_frozen')
  expect(await told(session, { key, stepUp: await stepUpFor(session, boundTo(key)) })).toBe('redemption_frozen')
  expect([await redemptions(session), await keptKeys(session), await spentTokens(session)]).toEqual([0, 0, 0])
  expect(await quote(session)).toMatchObject({ refusal: 'redemption_frozen' })
  await write((change) => change('UPDATE security_lock SET frozen = 0'))
  expect(await told(session, { key })).toBe('delivered')
})

test('on trusted devices only: the others redeem nothing, and a step-up is no way round it', async () => {
  const session = await person({ trusted_only: 1 })
  const key = newKey()
  expect(await told(session, { key })).toBe('device_not_trusted')
  expect(await told(session, { key, stepUp: await stepUpFor(session, boundTo(key)) })).toBe('device_not_trusted')
  expect([await redemptions(session), await keptKeys(session), await spentTokens(session)]).toEqual([0, 0, 0])
  expect(await quote(session)).toMatchObject({ refusal: 'device_not_trusted' })
  await logInOn(session, 'trusted')
  expect(await told(session, { key })).toBe('delivered')
  const elsewhere = { ...session, sessionId: 'another-device' }
  await logInOn(elsewhere, 'not')
  expect(await told(elsewhere)).toBe('device_not_trusted')
})

/** A device of somebody. */
function logInOn({ cardholderId, programmeId, sessionId }: Session, is: 'trusted' | 'not') {
  const now = surroundings.now()
  const row = {
    cardholder_id: cardholderId,
    session_id: sessionId,
    programme_id: programmeId,
    token_fingerprint: `of ${sessionId}`,
    device: '',
    validity: 'month',
    started_at: now,
    last_seen_at: now,
    expires_at: now,
    trusted_at: is === 'trusted' ? now : null,
  }
  return opened.database.inTransaction((tx) => tx.insert('session', [row]))
}

test('what was redeemed before the lock was frozen is still the answer under its key', async () => {
  const session = await person()
  const key = newKey()
  const first = await confirm(session, { key })
  await write((change) => change('UPDATE security_lock SET frozen = 1'))
  expect(await confirm(session, { key })).toEqual(first)
  await write((change) => change('UPDATE security_lock SET frozen = 0'))
})

test('beyond the daily limit a step-up is needed, and tomorrow begins anew', async () => {
  const session = await person({ daily_limit_points: priceOfAll * 2 })
  const answers = [await told(session), await told(session), await told(session)]
  expect(answers).toEqual(['delivered', 'delivered', 'step_up_required'])
  expect(await quote(session)).toMatchObject({ stepUp: true, refusal: null })
  surroundings.set('2026-11-22T15:59:59.999Z')
  expect(await told(session)).toBe('step_up_required')
  surroundings.set('2026-11-22T16:00:00.000Z')
  expect(await told(session)).toBe('delivered')
})

test('two at once cannot pass the daily limit together', async () => {
  const session = await person({ daily_limit_points: priceOfAll })
  // Two processes: nothing but the account's lock keeps them apart.
  const other = routesOn()
  const ask = (on: typeof routes) => {
    const body = { benefitId: 'TEA', points: priceOfAll }
    const key = { ownerId: session.cardholderId, key: newKey(), endpointId: 'redemption.confirm', inputHash: '' }
    return on.confirm({ ...blankRequest, session, key, body }).then(
      () => 'delivered',
      (error: Refused) => error.code,
    )
  }
  const answers = await Promise.all([ask(routes), ask(other), ask(routes), ask(other)])
  expect(answers.sort()).toEqual(['delivered', 'step_up_required', 'step_up_required', 'step_up_required'])
  expect(await redemptions(session)).toBe(1)
})

test('what failed gave its points back and does not count', async () => {
  const session = await person({ daily_limit_points: priceOfAll })
  const { id } = await confirm(session)
  const become = (state: string) =>
    write((change) => change(`UPDATE redemption SET state = '${state}' WHERE id = '${id}'`))
  await become('failed')
  expect(await quote(session)).toMatchObject({ stepUp: false })
  await become('delivered')
  expect(await quote(session)).toMatchObject({ stepUp: true })
})

test('at night with the lock on', async () => {
  const session = await person({ night_lock: 1 })
  surroundings.set('2026-11-22T17:00:00.000Z')
  expect(await told(session)).toBe('step_up_required')
  surroundings.set('2026-11-22T22:00:00.000Z')
  expect(await told(session)).toBe('delivered')
})

test('the same key goes on with a token, once; then it is the answer, with or without it', async () => {
  const session = await person({ daily_limit_points: 0 })
  const key = newKey()
  expect(await told(session, { key })).toBe('step_up_required')
  const stepUp = await stepUpFor(session, boundTo(key))
  const first = await confirm(session, { key, stepUp })
  expect(await confirm(session, { key, stepUp })).toEqual(first)
  expect(await confirm(session, { key })).toEqual(first)
  expect([await redemptions(session), await spentTokens(session)]).toEqual([1, 1])
})

test('a token passes once, however many send it', async () => {
  const session = await person({ daily_limit_points: 0 })
  const key = newKey()
  const stepUp = await stepUpFor(session, boundTo(key))
  const ids = await Promise.all([1, 2, 3].map(() => confirm(session, { key, stepUp }).then(({ id }) => id)))
  expect(new Set(ids).size).toBe(1)
  expect(await told(session, { stepUp })).toBe('step_up_required')
  expect([await redemptions(session), await spentTokens(session)]).toEqual([1, 1])
})

test('a token that was used opens nothing, even what it was made for', async () => {
  const session = await person({ daily_limit_points: 0 })
  const key = newKey()
  const stepUp = await stepUpFor(session, boundTo(key))
  await write((change) => change("UPDATE step_up SET used_at = '2026-11-22 04:00:00.000'"))
  expect(await told(session, { key, stepUp })).toBe('step_up_required')
})

test('a token is for its cardholder, key, benefit and price, and for five minutes', async () => {
  const [session, stranger] = [await person({ daily_limit_points: 0 }), await person({ daily_limit_points: 0 })]
  const key = newKey()
  const stepUp = await stepUpFor(session, boundTo(key))
  expect(await told(session, { stepUp })).toBe('step_up_required')
  expect(await told(session, { stepUp, key, benefitId: 'FILM' })).toBe('step_up_required')
  expect(await told(stranger, { stepUp, key })).toBe('step_up_required')
  expect(await told(session, { key, stepUp: 'made-up' })).toBe('step_up_required')
  const ofOtherPrice = await stepUpFor(session, boundTo(key, 'TEA', priceOfAll + 1))
  expect(await told(session, { key, stepUp: ofOtherPrice })).toBe('step_up_required')
  surroundings.advance(300_000)
  expect(await told(session, { key, stepUp })).toBe('step_up_required')
  surroundings.advance(-1)
  expect(await told(session, { key, stepUp })).toBe('delivered')
})

test('a lasting refusal is told before a password is asked for, and stays the answer with a token as well', async () => {
  const session = await person({ daily_limit_points: 0 })
  const key = newKey()
  expect(await told(session, { key, points: priceOfAll + 1 })).toBe('price_changed')
  const stepUp = await stepUpFor(session, boundTo(key, 'TEA', priceOfAll + 1))
  expect(await told(session, { key, stepUp, points: priceOfAll + 1 })).toBe('price_changed')
  expect(await spentTokens(session)).toBe(0)
})

test('the programme asks everybody above so many points', async () => {
  const settings = JSON.stringify({ ...testProgramme, stepUp: { abovePoints: priceOfAll - 1 } })
  const before = JSON.stringify(testProgramme)
  const become = (text: string) =>
    opened.database.inTransaction((tx) => tx.change('UPDATE programme SET settings = ?', [text]))
  const session = await person()
  await become(settings)
  expect(await told(session)).toBe('step_up_required')
  await become(before)
  expect(await told(session)).toBe('delivered')
})
