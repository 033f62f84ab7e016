import { bankEvent } from '../../../tests/support/bankEvents'
import { type BoundForTest, boundCard } from '../../../tests/support/boundCard'
import { benefitsCsv, csv } from '../../../tests/support/catalogueFiles'
import { type Desk, deskOn } from '../../../tests/support/desk'
import { outOfOrder } from '../../../tests/support/outOfOrder'
import { testPosting } from '../../../tests/support/posting'
import { installTestProgramme, testProgramme } from '../../../tests/support/programme'
import { refusalOf } from '../../../tests/support/refusalOf'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { testVault } from '../../../tests/support/testVault'
import { attemptsInMemory } from '../../http/attempts'
import { inputHash } from '../../http/idempotency'
import type { OperatorSession } from '../../http/operators'
import { loadCatalogue, takeDownBenefit } from '../catalogue'
import { redemptionRoutes } from '../redemption'
import { takeEvents } from '../spend'
import { byCommandLine, disableAccount } from '.'
import { listAudit } from './listRequests'
import { makeRequest } from './makeRequest'
import { showTimeline } from './showTimeline'

const surroundings = heldSurroundings('2026-11-22T02:00:00.000Z')
const { newId } = surroundings
surroundings.newId = () => {
  surroundings.advance(1)
  return newId()
}
const vault = testVault()
let opened: TestDatabase
let desk: Desk
let support: OperatorSession
let checker: OperatorSession
let people = 0

const stock = 40
beforeAll(async () => {
  opened = await testDatabase()
  await installTestProgramme(opened.database)
  desk = await deskOn({ database: opened.database, surroundings, vault })
  support = await desk.hire(['support'])
  checker = await desk.hire(['checker'])
  const codes = Array.from({ length: stock }, (_, at) => ({ benefit_id: 'VIDEO-1', code: `CODE-0000-${1000 + at}` }))
  const loaded = await loadCatalogue(
    { database: opened.database, surroundings, vault, suppliers: new Set() },
    { programmeId: testProgramme.id, benefits: benefitsCsv({ stock, limit_per_person: stock }), codes: csv(codes) },
  )
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems))
})
afterAll(() => opened.close())
afterEach(async () => {
  expect(await outOfOrder(opened.database.reader)).toEqual([])
})

const from = { address: '10.1.1.1', requestId: 'a-request' }
const redemptions = () => redemptionRoutes({ database: opened.database, surroundings, vault })
const sessionOf = ({ cardholderId, programmeId }: BoundForTest) => {
  return { cardholderId, programmeId, sessionId: surroundings.newId(), level: 'cardholder' as const }
}

/** Somebody who has redeemed a code and looked at it. */
async function somebody() {
  const who = await boundCard(opened.database, `redel${String(++people).padStart(5, '0')}`)
  const events = [bankEvent(`tx-${people}`, '2026-11-01', { yuan: 300, card_token: who.cardToken })]
  await takeEvents(events, { database: opened.database, posting: testPosting(surroundings), surroundings })
  const body = { benefitId: 'VIDEO-1', points: 100 }
  const claimed = {
    ownerId: who.cardholderId,
    key: `redeliver-${people}-00000000`,
    endpointId: 'redemption.confirm',
  }
  const key = { ...claimed, inputHash: inputHash(claimed.endpointId, body) }
  const session = sessionOf(who)
  const { id } = await redemptions().confirm({ ...from, params: undefined, query: undefined, session, key, body })
  return { who, redemptionId: id, code: await codeSeenBy(who, id) }
}

async function codeSeenBy(who: BoundForTest, redemptionId: string): Promise<string> {
  const call = { ...from, query: undefined, body: {}, key: undefined, session: sessionOf(who) }
  return (await redemptions().reveal({ ...call, params: { redemptionId } })).code
}

const asking = ({ who: { cardholderId }, redemptionId }: Awaited<ReturnType<typeof somebody>>) => {
  return { kind: 'redeliver_code' as const, payload: { cardholderId, redemptionId } }
}

async function rowsOf(sql: string, ...parameters: string[]) {
  return opened.database.reader.rows<Record<string, unknown>>(sql, parameters)
}

const stockNow = async () => (await rowsOf('SELECT issued FROM benefit_stock'))[0]?.issued
const codesOf = (redemptionId: string) =>
  rowsOf('SELECT state, cardholder_id FROM benefit_code WHERE redemption_id = ? ORDER BY seq', redemptionId)

test('a code that does not work is replaced by two persons: for no points, from the stock, and the old one is kept', async () => {
  const owner = await somebody()
  const before = await stockNow()
  const request = await desk.ask(support, asking(owner))
  expect(request.changes.map(({ field }) => field)).toEqual([
    'redemption.code',
    'redemption.validUntil',
    'benefit.VIDEO-1.stockTaken',
  ])
  expect(await codeSeenBy(owner.who, owner.redemptionId)).toBe(owner.code)
  expect(await stockNow()).toBe(before)
  expect(await desk.approve(checker, request.id)).toMatchObject({ state: 'approved', transactionIds: [] })
  const fresh = await codeSeenBy(owner.who, owner.redemptionId)
  expect(fresh).not.toBe(owner.code)
  expect(await stockNow()).toBe(Number(before) + 1)
  expect(await codesOf(owner.redemptionId)).toEqual([
    { state: 'replaced', cardholder_id: owner.who.cardholderId },
    { state: 'issued', cardholder_id: owner.who.cardholderId },
  ])
})

test('its owner is told, their wallet has it as new, and desk and log have what was done', async () => {
  const owner = await somebody()
  const { who, redemptionId } = owner
  const call = { ...from, query: undefined, body: { used: true }, key: undefined, session: sessionOf(who) }
  await redemptions().markUsed({ ...call, params: { redemptionId } } as never)
  const { id } = await desk.ask(support, asking(owner))
  await desk.approve(checker, id)
  const [message] = await rowsOf(
    "SELECT payload FROM outbox WHERE cardholder_id = ? AND topic = 'redemption.redelivered'",
    who.cardholderId,
  )
  expect(JSON.parse(String(message?.payload))).toMatchObject({ redemptionId, delivery: 'code' })
  const [row] = await rowsOf('SELECT revealed_at, used_at, points FROM redemption WHERE id = ?', redemptionId)
  expect(row).toMatchObject({ revealed_at: null, used_at: null })
  const [kept] = await rowsOf('SELECT * FROM redemption_redelivery WHERE redemption_id = ?', redemptionId)
  expect(kept).toMatchObject({ request_id: id, masked_before: expect.any(String) })
  expect([kept?.revealed_before, kept?.used_before]).not.toContain(null)
  const deps = { ...desk.deps, attempts: attemptsInMemory(), noticesAtDesk: async () => [] }
  const line = await showTimeline(deps, { cardholderId: who.cardholderId, kind: undefined, cursor: undefined })
  expect(line.items[0]).toMatchObject({ kind: 'redelivery', redelivery: { redemptionId, requestId: id } })
  const { rows } = await listAudit(opened.database.reader, { programmeIds: [testProgramme.id], subject: id })
  expect(rows.map(({ action }) => action)).toEqual(['request.approved', 'request.made'])
  expect(JSON.stringify([rows, line, message])).not.toContain(owner.code)
})

test('two requests about one code replace it once', async () => {
  const owner = await somebody()
  const [one, other] = [await desk.ask(support, asking(owner)), await desk.ask(support, asking(owner))]
  const second = await desk.hire(['checker'])
  const done = await Promise.all([desk.approve(checker, one.id), desk.approve(second, other.id)])
  expect(done.map(({ state }) => state).sort()).toEqual(['approved', 'failed'])
  expect(done.find(({ state }) => state === 'failed')).toMatchObject({ failure: 'code_replaced_already' })
  // The new one may be bad as well: that is asked anew.
  const again = await desk.ask(support, asking(owner))
  expect(await desk.approve(checker, again.id)).toMatchObject({ state: 'approved' })
  expect(await codesOf(owner.redemptionId)).toHaveLength(3)
})

test('one request approved by two at the same moment replaces it once', async () => {
  const owner = await somebody()
  const { id } = await desk.ask(support, asking(owner))
  const checkers = [checker, await desk.hire(['checker']), await desk.hire(['checker'])]
  const outcome = (one: OperatorSession) =>
    desk.approve(one, id).then(
      () => 'done',
      () => 'refused',
    )
  const ends = await Promise.all(checkers.map(outcome))
  expect(ends.sort()).toEqual(['done', 'refused', 'refused'])
  expect(await codesOf(owner.redemptionId)).toHaveLength(2)
})

describe('nobody replaces a code alone', () => {
  test('not who asked, in whatever role', async () => {
    const both = await desk.hire(['support', 'checker'])
    const owner = await somebody()
    const { id } = await desk.ask(both, asking(owner))
    expect(await refusalOf(desk.approve(both, id))).toBe('same_operator')
    expect(await codeSeenBy(owner.who, owner.redemptionId)).toBe(owner.code)
  })

  test('not a maker, nor a checker who asks', async () => {
    const owner = await somebody()
    for (const role of ['maker', 'checker', 'admin', 'risk', 'auditor'] as const)
      expect(await refusalOf(desk.ask(await desk.hire([role]), asking(owner)))).toBe('role_required')
  })

  test('not after who asked lost the role or left', async () => {
    const leaving = await desk.hire(['support'])
    const owner = await somebody()
    const { id } = await desk.ask(leaving, asking(owner))
    await disableAccount({ database: opened.database, surroundings, vault }, leaving.operatorId, byCommandLine)
    expect(await refusalOf(desk.approve(checker, id))).toBe('maker_not_entitled')
  })

  test('not one of another programme', async () => {
    await installTestProgramme(opened.database, { id: 'another' })
    const owner = await somebody()
    const stranger = await desk.hire(['support'], 'another')
    const key = { ownerId: stranger.operatorId, key: 'redeliver-stranger-01', endpointId: 'x', inputHash: 'x' }
    const doing = { operator: stranger, key, ...from }
    const asked = makeRequest(desk.deps, doing, { asked: asking(owner), reason: '客户来电核实' })
    expect(await refusalOf(asked)).toBe('not_found')
    const { id } = await desk.ask(support, asking(owner))
    expect(await refusalOf(desk.approve(await desk.hire(['checker'], 'another'), id))).toBe('not_found')
  })
})

describe('what is not given again', () => {
  test('a code that has expired', async () => {
    const owner = await somebody()
    const { id } = await desk.ask(support, asking(owner))
    const now = surroundings.now()
    surroundings.set('2027-06-01T02:00:00.000Z')
    expect(await refusalOf(desk.ask(support, asking(owner)))).toBe('code_expired')
    expect(await desk.approve(checker, id)).toMatchObject({ state: 'failed', failure: 'code_expired' })
    surroundings.set(now.toISOString())
  })

  test('what was ordered from a supplier, whatever became of it', async () => {
    const owner = await somebody()
    await opened.database.inTransaction(async (tx) => {
      await tx.change("UPDATE redemption SET order_no = 'K1', delivery = 'topup' WHERE id = ?", [owner.redemptionId])
    })
    for (const state of ['delivered', 'failed', 'unknown', 'manual', 'held']) {
      await opened.database.inTransaction((tx) =>
        tx.change('UPDATE redemption SET state = ? WHERE id = ?', [state, owner.redemptionId]),
      )
      expect(await refusalOf(desk.ask(support, asking(owner)))).toBe('redelivery_not_of_codes')
    }
    await opened.database.inTransaction(async (tx) => {
      await tx.change("UPDATE redemption SET order_no = NULL, delivery = 'code', state = 'delivered' WHERE id = ?", [
        owner.redemptionId,
      ])
    })
  })

  test('where nothing is left, or the benefit was taken down meanwhile: nothing is half done', async () => {
    const owner = await somebody()
    const { id } = await desk.ask(support, asking(owner))
    const key = { programmeId: testProgramme.id, benefitId: 'VIDEO-1' }
    await opened.database.inTransaction((tx) => takeDownBenefit(tx, key, surroundings.now()))
    expect(await refusalOf(desk.ask(support, asking(owner)))).toBe('sold_out')
    expect(await desk.approve(checker, id)).toMatchObject({ state: 'failed', failure: 'sold_out' })
    expect(await codeSeenBy(owner.who, owner.redemptionId)).toBe(owner.code)
    expect(await codesOf(owner.redemptionId)).toHaveLength(1)
  })
})
