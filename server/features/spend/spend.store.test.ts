import { bankEvent } from '../../../tests/support/bankEvents'
import { boundCard } from '../../../tests/support/boundCard'
import { testPosting } from '../../../tests/support/posting'
import { installTestProgramme, testProgramme } from '../../../tests/support/programme'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { takeEvents } from '.'
import { knownFacts, knownWaiting } from './spend.store'

let opened: TestDatabase
const surroundings = heldSurroundings('2026-11-22T10:00:00Z')

beforeAll(async () => {
  opened = await testDatabase()
  await installTestProgramme(opened.database)
})
afterAll(() => opened.close())

/** More than the embedded database takes parameters in one statement. */
const many = 40_000
const purchases = (token: string, count = many) =>
  Array.from({ length: count }, (_, at) => bankEvent(`t${at}`, '2026-10-01', { yuan: 1, card_token: token }))
const take = (token: string, ...places: number[]) => {
  const all = purchases(token)
  const events = places.map((at) => ({ ...all[at], amount_fen: at + 1 }) as (typeof all)[number])
  return takeEvents(events, { database: opened.database, posting: testPosting(surroundings), surroundings })
}
/** The first, the last, and those on both sides of a place where names are cut. */
const places = [0, 499, 500, 4_999, 5_000, many - 1]

test('of one card, and of many, however many transactions are asked for, those are found that are known', async () => {
  const one = await boundCard(opened.database, 'known001')
  const other = await boundCard(opened.database, 'known002')
  await take(one.cardToken, ...places)
  await take(other.cardToken, 3)
  const ids = purchases(one.cardToken).map((event) => event.transaction_id)
  const few = Array.from({ length: 1_200 }, (_, at): [string, string[]] => [`nobody${at}`, ['t0']])
  const asked = new Map([[one.cardholderId, ids], ...few, [other.cardholderId, ['t2', 't3']]])
  const known = await knownFacts(opened.database.reader, asked)
  const amounts = [...(known.get(one.cardholderId) ?? [])].map(([id, fact]) => [id, fact.amountFen])
  expect(new Map(amounts as [string, number][])).toEqual(new Map(places.map((at) => [`t${at}`, at + 1])))
  expect(known.get(other.cardholderId)).toEqual(new Map([['t3', { amountFen: 4, type: 'purchase' }]]))
  expect(known.size).toBe(2)
})

test('the same holds for those that wait', async () => {
  const token = 'ct_knownwait'
  await take(token, ...places)
  const known = await knownWaiting(opened.database.reader, testProgramme.id, new Map([[token, purchases(token)]]))
  const theirs = known.get(token) ?? new Map()
  expect([...theirs.keys()].sort()).toEqual(places.map((at) => `t${at}`).sort())
})
