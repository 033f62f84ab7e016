import { bindScripted } from '../../../tests/support/bindScripted'
import { blankRequest } from '../../../tests/support/blankRequest'
import { type People, peopleOn } from '../../../tests/support/people'
import { refusalOf } from '../../../tests/support/refusalOf'
import { from, scriptedRegions, testRules } from '../../../tests/support/riskRules'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { velocityInMemory } from '../../adapters/velocity.memory'
import type { Session } from '../../http/sessions'
import { cardsRoutes } from '../cards'
import { factsIn, laneAtBinding, observeAttempts } from '.'
import { addRuleSet } from './ruleSets.store'

let opened: TestDatabase
let people: People
beforeAll(async () => {
  opened = await testDatabase()
})
afterAll(() => opened.close())
beforeEach(async () => {
  const on = await peopleOn(opened.database)
  const { database, vault, surroundings } = on
  await database.inTransaction((tx) =>
    tx
      .change('DELETE FROM risk_rule_set')
      .then(() => addRuleSet(tx, 'spruce-hoshino', { ruleSet: testRules, since: surroundings.now() })),
  )
  const velocity = velocityInMemory()
  const observe = observeAttempts({ reader: database.reader, surroundings, vault, regions: scriptedRegions, velocity })
  people = Object.assign(on, { laneOf: laneAtBinding({ database, surroundings, observe }) })
})

let somebody = 0
const enter = () => people.enter(`openid-lane-${++somebody}`)

function verify(session: Session, { last4, address }: { last4: string; address: string }) {
  const body = { name: 'CARDHOLDER OF A TEST', last4 }
  return cardsRoutes(people).verify({ ...blankRequest, session, body, address })
}

const decisionsOf = ({ cardholderId }: Session) =>
  opened.database.reader.rows<{ lane: string; rules: string; facts: string; apart_of: string | null }>(
    'SELECT lane, rules, facts, apart_of FROM risk_decision WHERE cardholder_id = ? ORDER BY id',
    [cardholderId],
  )
const trustedAt = async ({ cardholderId, sessionId }: Session) => {
  const [row] = await opened.database.reader.rows<{ trusted_at: unknown }>(
    'SELECT trusted_at FROM session WHERE cardholder_id = ? AND session_id = ?',
    [cardholderId, sessionId],
  )
  return row?.trusted_at ?? null
}

test('every attempt to bind leaves its decision, with what it was made of', async () => {
  const session = await enter()
  await verify(session, { last4: '7001', address: from.away })
  await verify(session, { last4: '7001', address: from.home })
  const decisions = await decisionsOf(session)
  expect(decisions).toMatchObject([
    { lane: 'step_up', rules: 'away-new-device', apart_of: session.cardholderId },
    { lane: 'normal', rules: '', apart_of: session.cardholderId },
  ])
  const facts = decisions.map(({ facts: kept }) => factsIn(kept))
  expect(facts).toMatchObject([
    {
      point: 'bind_card',
      regionKind: 'away',
      bindingHours: null,
      deviceHours: 0,
      points: 0,
      perCard: { tenMinutes: 0 },
    },
    { point: 'bind_card', regionKind: 'home', perCard: { tenMinutes: 1, hour: 1 }, perDevice: { tenMinutes: 1 } },
  ])
})

test.each([
  ['away', 60],
  ['abroad', 30],
] as const)(
  'who is not in the normal lane shares a small budget (%s), and is told what gets them out of it',
  async (kind, most) => {
    const outcomes: string[] = []
    const differs = jest.spyOn(people.bank, 'verifyCard').mockResolvedValue({ ok: false, reason: 'name_differs' })
    for (let attempt = 0; attempt < 2 * most && !outcomes.includes('binding_restricted'); attempt++) {
      const session = await people.enter(`openid-${kind}-${attempt}`, {
        phone: String(13_700_000_000 + most * 100 + attempt),
      })
      outcomes.push(await refusalOf(verify(session, { last4: String(8000 + attempt), address: from[kind] })))
    }
    expect(outcomes.at(-1)).toBe('binding_restricted')
    expect(outcomes.filter((outcome) => outcome === 'card_not_matched')).toHaveLength(most)
    differs.mockRestore()
    // Everybody else goes on as if nothing had happened.
    const session = await enter()
    expect(await verify(session, { last4: kind === 'away' ? '7002' : '7003', address: from.home })).toMatchObject({
      challengeId: expect.any(String),
    })
  },
)

test('the password of the first card trusts the device; that of a later one does not', async () => {
  const session = await enter()
  expect(await trustedAt(session)).toBeNull()
  await bindScripted(people, session, '7101')
  expect(await trustedAt(session)).not.toBeNull()
  const elsewhere = await enter()
  await bindScripted(people, elsewhere, '7102')
  await opened.database.inTransaction((tx) => tx.change('UPDATE session SET trusted_at = NULL'))
  people.surroundings.advance(86_400_000)
  await bindScripted(people, elsewhere, '7103')
  expect(await trustedAt(elsewhere)).toBeNull()
})

test('a programme without rules decides nothing and keeps nothing', async () => {
  await opened.database.inTransaction((tx) =>
    addRuleSet(tx, 'spruce-hoshino', {
      ruleSet: { ...testRules, version: 'empty', rules: [] },
      since: new Date(Date.parse('2026-11-22T02:00:01.000Z')),
    }),
  )
  people.surroundings.advance(4_000)
  const session = await enter()
  await verify(session, { last4: '7201', address: from.abroad })
  expect(await decisionsOf(session)).toEqual([])
})
