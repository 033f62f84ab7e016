import { installTestProgramme, testProgramme } from '../../../tests/support/programme'
import { openSale, personId } from '../../../tests/support/sale'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { testVault } from '../../../tests/support/testVault'
import { emptyShelves } from '../catalogue'
import { homes } from './showHome'

let opened: TestDatabase
const surroundings = heldSurroundings('2026-11-22T02:00:00.000Z')

beforeAll(async () => {
  opened = await testDatabase()
  const vault = testVault()
  await installTestProgramme(opened.database)
  await openSale(opened.database, { people: 5, benefits: [{ id: 'TEA', codes: 3 }] }, vault)
  await opened.database.inTransaction(async (tx) => {
    const days = [1, 2, 3].map((at) => ({
      cardholder_id: personId(at),
      effective_on: '2026-06-01',
      programme_id: testProgramme.id,
      amount: at * 1_000,
    }))
    await tx.insert('growth_day', [...days, { ...days[0], effective_on: '2024-06-01', amount: 77 }] as never)
    await tx.change(`UPDATE card SET last4 = '4242' WHERE cardholder_id = '${personId(2)}'`)
    await tx.change(`UPDATE card SET unbound_at = bound_at, is_default = 0 WHERE cardholder_id = '${personId(3)}'`)
  })
})
afterAll(() => opened.close())

function homeOf(show: ReturnType<typeof homes>, at: number) {
  const cardholderId = personId(at)
  return show({ sessionId: 's', programmeId: testProgramme.id, level: 'cardholder', cardholderId }, testProgramme.id)
}

const newHomes = () => {
  const { reader } = opened.database
  return homes({ reader, shelves: emptyShelves({ reader, now: surroundings.now }), surroundings })
}

test('who asks at the same moment sees what is their own', async () => {
  const show = newHomes()
  const together = await Promise.all([0, 1, 2, 3, 1].map((at) => homeOf(show, at)))
  expect(together.map(({ tier }) => tier?.growth)).toEqual([0, 1_000, 2_000, 3_000, 1_000])
  expect(together.map(({ defaultCard }) => defaultCard?.last4)).toEqual(['0000', '0000', '4242', undefined, '0000'])
  expect(together[0]?.points).toMatchObject({ available: 3_000_000, pending: 0, debt: 0 })
})

test('it is the same as when each asks alone', async () => {
  const show = newHomes()
  const together = await Promise.all([0, 1, 2, 3, 4].map((at) => homeOf(show, at)))
  for (const [at, home] of together.entries()) expect(await homeOf(show, at)).toEqual(home)
})

test('a visitor sees the programme and its benefits', async () => {
  const home = await newHomes()(null, testProgramme.id)
  expect(home).toMatchObject({ level: null, points: null, tier: null, defaultCard: null, choicesLeft: 0 })
  expect(home.benefits.map(({ id }) => id)).toEqual(['TEA'])
})

test('whoever waits in a full queue of cardholders, visitors do not', async () => {
  const { reader } = opened.database
  const never = { ...reader, rows: () => new Promise<never>(() => {}) }
  const shelves = emptyShelves({ reader, now: surroundings.now })
  const show = homes({ reader: never, shelves, surroundings })
  const programme = testProgramme.id
  for (let at = 0; at < 10_200; at++) {
    const session = { sessionId: 's', programmeId: programme, level: 'cardholder', cardholderId: `C${at}` } as const
    void show(session, programme).catch(() => {})
    if (at % 1_000 === 0) await new Promise(setImmediate)
  }
  const turnedAway = show({ sessionId: 's', programmeId: programme, level: 'cardholder', cardholderId: 'D' }, programme)
  await expect(turnedAway).rejects.toMatchObject({ code: 'busy_try_later' })
  const visitor = await Promise.race([show(null, programme).then(() => 'refused or answered'), settledSoon()])
  expect(visitor).toBe('not refused')
})

/** The reader never answers, so a visitor who is not turned away waits for the rules. */
async function settledSoon(): Promise<string> {
  await new Promise((resolve) => setTimeout(resolve, 20))
  return 'not refused'
}
