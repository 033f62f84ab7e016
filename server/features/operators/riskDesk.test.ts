import { type Desk, deskOn } from '../../../tests/support/desk'
import { installTestProgramme, testProgramme } from '../../../tests/support/programme'
import { from, scriptedRegions, testRules } from '../../../tests/support/riskRules'
import { openSale, personId, priceOfAll } from '../../../tests/support/sale'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { testVault } from '../../../tests/support/testVault'
import { velocityInMemory } from '../../adapters/velocity.memory'
import { inputHash } from '../../http/idempotency'
import type { OperatorSession } from '../../http/operators'
import { Refused } from '../../http/refused'
import type { Session } from '../../http/sessions'
import { verifyBooks } from '../points'
import { redemptionRoutes, reviewsOutOfOrder } from '../redemption'
import { observeAttempts } from '../risk'
import { riskDeskRoutes } from '.'

let opened: TestDatabase
let desk: Desk
let risk: OperatorSession
let checker: OperatorSession
const start = '2026-11-22T04:00:00.000Z'
const surroundings = heldSurroundings(start)
const vault = testVault()
let redemptions: ReturnType<typeof redemptionRoutes>
let routes: ReturnType<typeof riskDeskRoutes>

beforeAll(async () => {
  opened = await testDatabase()
  const { database } = opened
  await installTestProgramme(database, { risk: testRules })
  await openSale(database, { people: 60, benefits: [{ id: 'TEA', codes: 60 }] }, vault)
  desk = await deskOn({ database, surroundings, vault })
  risk = await desk.hire(['risk'])
  checker = await desk.hire(['checker'])
  const velocity = velocityInMemory()
  const observe = observeAttempts({ reader: database.reader, surroundings, vault, regions: scriptedRegions, velocity })
  redemptions = redemptionRoutes({ database, surroundings, vault, observe })
  routes = riskDeskRoutes(desk.deps)
})
afterAll(() => opened.close())
afterEach(async () => {
  const { reader } = opened.database
  expect((await verifyBooks(reader)).checks.filter(({ ok }) => !ok)).toEqual([])
  expect(await reviewsOutOfOrder(reader)).toEqual([])
})

const rows = <Row>(sql: string, parameters: string[] = []) => opened.database.reader.rows<Row>(sql, parameters)
const outside = { requestId: 'a-request', address: '10.1.1.1' }
let people = 0
/** Somebody with points on a device that is not trusted. */
function person(): Session {
  const cardholderId = personId(people++)
  const device = { startedAt: new Date(start), trustedAt: null, wechatRank: null, wechatRankAt: null }
  return { cardholderId, programmeId: testProgramme.id, sessionId: cardholderId, level: 'cardholder', device }
}

let keys = 0
const newKey = (ownerId: string, endpointId: string, body: object) => {
  return { ownerId, key: `risk-desk-${++keys}-00000000`, endpointId, inputHash: inputHash(endpointId, { body }) }
}
function redeem(session: Session, address: string) {
  surroundings.advance(1)
  const body = { benefitId: 'TEA', points: priceOfAll }
  const key = newKey(session.cardholderId, 'redemption.confirm', body)
  return redemptions.confirm({ ...outside, params: undefined, query: undefined, session, body, key, address })
}
function deciding(redemptionId: string, outcome: 'release' | 'refuse', key?: ReturnType<typeof newKey>) {
  const body = { outcome, reason: '与持卡人核实过' }
  const claimed = key ?? newKey(risk.operatorId, 'riskDesk.decide', body)
  return routes.decide({ ...outside, session: risk, params: { redemptionId }, query: undefined, body, key: claimed })
}
const queue = (state: 'waiting' | 'released' | 'refused' = 'waiting') =>
  routes.reviews({ ...outside, session: risk, params: undefined, body: undefined, key: undefined, query: { state } })
const told = (trying: Promise<{ state: string }>) =>
  trying.then(
    ({ state }) => state,
    (error: unknown) => (error instanceof Refused ? error.code : String(error)),
  )
const asking = { ...outside, params: undefined, body: undefined, key: undefined }
const rulesNow = () => routes.rules({ ...asking, session: risk, query: {} })
const save = (ruleSet: typeof testRules, { revision = 0, inShadow = false, by = risk } = {}) =>
  routes.saveDraft({ ...asking, query: undefined, session: by, body: { ruleSet, inShadow, revision } })

describe('what is held', () => {
  test('stands in the queue with its reasons and its promise, and says why it is held', async () => {
    const held = await redeem(person(), from.hosting)
    const { reviews, waiting, late } = await queue()
    expect({ waiting, late }).toEqual({ waiting: 1, late: 0 })
    expect(reviews).toMatchObject([
      { redemptionId: held.id, points: priceOfAll, reasons: ['hosting_network'], clearBy: 'person', state: 'waiting' },
    ])
    const shown = await routes.review({ ...asking, session: risk, params: { redemptionId: held.id }, query: {} })
    expect(shown).toMatchObject({
      review: { redemptionId: held.id },
      decision: { lane: 'quarantine', rules: ['hosting-new-device'], facts: { regionKind: 'hosting' } },
      ruleSet: { version: testRules.version },
      earlier: [],
      alike: { cardholdersOnAddress: 1, cardholdersOnNetwork: 1 },
    })
    expect(await rows("SELECT subject FROM audit WHERE action = 'risk.review_viewed'")).toEqual([{ subject: held.id }])
    surroundings.advance(5 * 3_600_000)
    expect(await queue()).toMatchObject({ waiting: 1, late: 1 })
    expect(await told(deciding(held.id, 'refuse'))).toBe('refused')
    expect(await queue()).toMatchObject({ waiting: 0, reviews: [] })
  })

  test('is set free with a reason and a row in the audit log, once, whatever is asked twice', async () => {
    const session = person()
    const held = await redeem(session, from.hosting)
    const key = newKey(risk.operatorId, 'riskDesk.decide', { outcome: 'release' })
    const released = await deciding(held.id, 'release', key)
    expect(released).toMatchObject({
      state: 'released',
      decidedBy: { id: risk.operatorId, name: risk.name },
      decisionReason: '与持卡人核实过',
    })
    expect(
      await redemptions.one({ ...asking, session, query: undefined, params: { redemptionId: held.id } }),
    ).toMatchObject({
      state: 'delivered',
      codeMasked: expect.any(String),
    })
    expect(
      await rows(
        "SELECT operator_id, subject, reason FROM audit WHERE action = 'risk.review_decided' AND subject = ?",
        [held.id],
      ),
    ).toEqual([{ operator_id: risk.operatorId, subject: held.id, reason: '与持卡人核实过' }])
    expect(await told(deciding(held.id, 'refuse'))).toBe('review_over')
    expect((await queue('released')).reviews.map(({ redemptionId }) => redemptionId)).toEqual([held.id])
  })

  test('has one end when two decide on it at the same moment', async () => {
    const held = await redeem(person(), from.hosting)
    const outcomes = ['release', 'refuse', 'release', 'refuse'] as const
    const ends = await Promise.all(outcomes.map((outcome) => told(deciding(held.id, outcome))))
    expect(ends.filter((end) => end !== 'review_over')).toHaveLength(1)
    const written = await rows("SELECT id FROM audit WHERE action = 'risk.review_decided' AND subject = ?", [held.id])
    expect(written).toHaveLength(1)
  })

  test('is decided by nobody without the role, and not in another programme', async () => {
    const held = await redeem(person(), from.hosting)
    const body = { outcome: 'release' as const, reason: '与持卡人核实过' }
    const as = (session: OperatorSession) => {
      const key = newKey(session.operatorId, 'riskDesk.decide', body)
      return told(routes.decide({ ...asking, session, params: { redemptionId: held.id }, query: undefined, body, key }))
    }
    expect(await as(await desk.hire(['auditor']))).toBe('role_required')
    expect(await as(await desk.hire(['risk'], 'other-programme'))).toBe('not_found')
    expect(await as(risk)).toBe('released')
  })
})

test('decisions are listed the newest first, by lane and by cardholder', async () => {
  const session = person()
  await redeem(session, from.home)
  const held = await redeem(session, from.abroad)
  const { cardholderId } = session
  const list = (query: object) => routes.decisions({ ...asking, session: risk, query })
  const all = await list({ cardholderId })
  expect(all.decisions.map(({ lane }) => lane)).toEqual(['quarantine', 'normal'])
  expect((await list({ cardholderId, lane: 'normal' })).decisions).toHaveLength(1)
  expect((await list({ cardholderId, on: '2026-11-21' })).decisions).toEqual([])
  await deciding(held.id, 'refuse')
})

describe('a draft', () => {
  const strict: typeof testRules = {
    ...testRules,
    version: 'strict-1',
    rules: [
      ...testRules.rules,
      {
        id: 'everything',
        points: ['redeem'],
        when: [{ fact: 'points', atLeast: 1 }],
        lane: 'step_up',
        reason: 'high_value',
        clearBy: 'step_up',
      },
    ],
  }
  const report = () => routes.shadow({ ...asking, session: risk, query: { days: 7 } })

  test('is kept by revision: who read an older one is refused', async () => {
    expect(await save(strict)).toEqual({ revision: 1 })
    expect(await told(save(strict) as never)).toBe('version_changed')
    expect(await told(save({ ...strict, version: testRules.version }, { revision: 1 }) as never)).toBe(
      'rule_name_taken',
    )
    expect(await save(strict, { revision: 1, inShadow: true })).toEqual({ revision: 2 })
    expect(await rulesNow()).toMatchObject({ live: testRules, draft: { ruleSet: strict, inShadow: true, revision: 2 } })
    expect(await rows("SELECT operator_id FROM audit WHERE action = 'risk.draft_saved'")).toHaveLength(2)
  })

  test('says what it would have done, and to how many who proved to be who they are', async () => {
    const before = await report()
    const [honest, suspect] = [person(), person()]
    await redeem(honest, from.home)
    // Went on as normal, and yet something of theirs was refused.
    await redeem(suspect, from.home)
    const held = await redeem(suspect, from.hosting)
    await deciding(held.id, 'refuse')
    const after = await report()
    expect(after.version).toBe('strict-1')
    expect(after.decisions - before.decisions).toBe(3)
    expect(after.cardholders - before.cardholders).toBe(2)
    expect(after.legitimateSteppedUp - before.legitimateSteppedUp).toBe(1)
    expect(after.legitimateHeld).toBe(before.legitimateHeld)
    const counted = (of: typeof after, lane: string) => of.lanes.find((each) => each.lane === lane)
    expect(counted(after, 'normal')).toMatchObject({ draft: 0 })
    expect((counted(after, 'normal')?.live ?? 0) - (counted(before, 'normal')?.live ?? 0)).toBe(2)
    expect(after.rules.find(({ id }) => id === 'everything')?.applied).toBe(after.decisions)
  })

  test('sees home from its own home regions', async () => {
    await redeem(person(), from.home)
    const before = await report()
    await save({ ...strict, homeRegions: [{ province: '广东省' }] }, { revision: 2, inShadow: true })
    const after = await report()
    const away = (of: typeof after) => of.rules.find(({ id }) => id === 'away-new-device')?.applied ?? 0
    expect(away(before)).toBe(0)
    expect(away(after)).toBeGreaterThan(0)
    await save(strict, { revision: 3, inShadow: true })
  })

  test('counts for everybody once another person approves it, and is then done with', async () => {
    const asked = { kind: 'publish_risk_rules' as const, payload: { ruleSet: strict } }
    const request = await desk.ask(risk, asked)
    expect(request.changes).toContainEqual({ field: 'risk.version', before: 'test-1', after: 'strict-1' })
    const everything = strict.rules.find(({ id }) => id === 'everything')
    const added = request.changes.find(({ field }) => field === 'risk.rules.everything')
    expect({ ...added, after: JSON.parse(String(added?.after)) }).toMatchObject({ before: null, after: everything })
    expect((await rulesNow()).live.version).toBe('test-1')
    expect(await desk.approve(checker, request.id)).toMatchObject({ state: 'approved' })
    expect(await rulesNow()).toMatchObject({
      live: { version: 'strict-1' },
      draft: null,
      past: [{ ruleSet: { version: 'test-1' }, since: null }],
    })
    surroundings.advance(5_000)
    expect(await told(redeem(person(), from.home))).toBe('step_up_required')
    expect(await told(desk.ask(risk, asked))).toBe('rule_name_taken')
    const other = { ...asked, payload: { ruleSet: { ...testRules, version: 'looser-1' } } }
    expect(await told(desk.ask(checker, other))).toBe('role_required')
  })

  test('can be thrown away', async () => {
    await save({ ...strict, version: 'strict-2' })
    const drop = () =>
      routes.dropDraft({ ...asking, session: risk, query: {} }).then(
        () => 'gone',
        (error: unknown) => (error instanceof Refused ? error.code : String(error)),
      )
    expect(await drop()).toBe('gone')
    expect(await drop()).toBe('not_found')
    expect((await rulesNow()).draft).toBeNull()
  })
})
