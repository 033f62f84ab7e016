import {
  account,
  change,
  decisions,
  describeHeldSale,
  full,
  newKey,
  opened,
  person,
  stepUpFor,
  surroundings,
  told,
  vault,
} from '../../../tests/support/heldSale'
import { testProgramme } from '../../../tests/support/programme'
import { from, scriptedRegions } from '../../../tests/support/riskRules'
import { velocityInMemory } from '../../adapters/velocity.memory'
import { inputHash, keyedAnswers } from '../../http/idempotency'
import type { Session } from '../../http/sessions'
import { emptyShelves } from '../catalogue'
import { isTrusted } from '../identity'
import { factsIn, observeAttempts } from '../risk'
import { entitlementRoutes, entitlementsOutOfOrder } from '.'

describeHeldSale()

let routes: ReturnType<typeof entitlementRoutes>
beforeAll(async () => {
  const { database } = opened
  const deps = { database, surroundings, vault, reader: database.reader }
  const observe = observeAttempts({ ...deps, regions: scriptedRegions, velocity: velocityInMemory() })
  const shelves = emptyShelves({ reader: database.reader, now: surroundings.now })
  routes = entitlementRoutes({ ...deps, observe, shelves, defaultProgrammeId: testProgramme.id })
  const set = { programme_id: testProgramme.id, tier: 'basic', since: '2026-01-01', version: 'b1', choose: 2 }
  const row = { ...set, benefits: '["TEA","SHORT"]', created_at: surroundings.now() }
  await database.inTransaction((tx) => tx.insert('entitlement_set', [row]))
})
afterEach(async () => expect(await entitlementsOutOfOrder(opened.database.reader)).toEqual([]))

interface Choosing {
  address?: string
  key?: string
  stepUp?: string
  benefitId?: string
}

/** As the server does it: the first answer of a key is kept, and a proof is no part of what is asked for. */
function choose(session: Session, { address = from.abroad, key = newKey(), stepUp, benefitId = 'TEA' }: Choosing = {}) {
  const body = { month: '2026-11' }
  const endpointId = 'entitlements.choose'
  const claimed = { ownerId: session.cardholderId, key, endpointId, inputHash: inputHash(endpointId, { body }) }
  const request = { requestId: '', query: undefined, params: { benefitId }, session, address, key: claimed }
  const { database } = opened
  const chosen = keyedAnswers({ database, now: surroundings.now }).answer(claimed, () =>
    routes.choose({ ...request, body: stepUp === undefined ? body : { ...body, stepUp } }),
  )
  return told(chosen as Promise<{ state: string }>)
}
const boundTo = (key: string, benefitId = 'TEA') => `redemption ${key} ${benefitId} 0`

test('of whoever comes from home gives it, and the decision is kept with the redemption', async () => {
  const session = person()
  expect(await choose(session, { address: from.home })).toBe('delivered')
  const [decision, ...more] = await decisions(session)
  expect(more).toEqual([])
  expect(decision).toMatchObject({ lane: 'normal', redemption_id: expect.any(String) })
  expect(factsIn(decision?.facts ?? '')).toMatchObject({ bindingHours: 7_804 })
})

test.each([
  ['step_up', from.away],
  ['quarantine', from.abroad],
])('%s gives nothing without a proof for just this, and keeps the decision', async (lane, address) => {
  const session = person()
  await change(`UPDATE session SET session_id = '${session.sessionId}' WHERE cardholder_id = '${session.cardholderId}'`)
  const key = newKey()
  expect(await choose(session, { key, address })).toBe('step_up_required')
  const other = await stepUpFor(session, boundTo(key, 'SHORT'))
  expect(await choose(session, { key, address, stepUp: other })).toBe('step_up_required')
  expect(await decisions(session)).toMatchObject([
    { lane, redemption_id: null },
    { lane, redemption_id: null },
  ])
  const stepUp = await stepUpFor(session, boundTo(key))
  expect(await choose(session, { key, address, stepUp })).toBe('delivered')
  expect(await isTrusted(opened.database.reader, session)).toBe(true)
  // Who lost the answer asks again, with the proof that is used up or without.
  expect(await choose(session, { key, address, stepUp })).toBe('delivered')
  expect(await choose(session, { key, address })).toBe('delivered')
  expect(await account(session)).toEqual({ available: full, held: 0 })
})

test('quarantine that a person would have to look at gives nothing, with a proof or without', async () => {
  const session = person()
  const key = newKey()
  const stepUp = await stepUpFor(session, boundTo(key))
  expect(await choose(session, { key, address: from.hosting })).toBe('choice_restricted')
  expect(await choose(session, { key, address: from.hosting, stepUp })).toBe('choice_restricted')
  // From somewhere else the same key goes on.
  expect(await choose(session, { key, address: from.home })).toBe('delivered')
})

test('a proof is not used up where the choice is refused all the same', async () => {
  const session = person()
  const key = newKey()
  await change("UPDATE benefit_stock SET stock = issued WHERE benefit_id = 'SHORT'")
  const stepUp = await stepUpFor(session, boundTo(key, 'SHORT'))
  expect(await choose(session, { key, stepUp, benefitId: 'SHORT' })).toBe('sold_out')
  await change("UPDATE benefit_stock SET stock = 40 WHERE benefit_id = 'SHORT'")
  surroundings.advance(2_000)
  expect(await choose(session, { key, stepUp, benefitId: 'SHORT' })).toBe('delivered')
})
