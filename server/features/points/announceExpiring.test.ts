import { type BoundForTest, boundCard } from '../../../tests/support/boundCard'
import { installTestProgramme, testProgramme } from '../../../tests/support/programme'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import type { Database } from '../../db/database'
import { announceExpiring } from '.'

let opened: TestDatabase
const surroundings = heldSurroundings('2026-11-22T02:00:00.000Z')
beforeAll(async () => {
  opened = await testDatabase()
  await installTestProgramme(opened.database)
})
afterAll(() => opened.close())
beforeEach(async () => {
  surroundings.set('2026-11-22T02:00:00.000Z')
  await opened.database.inTransaction(async (tx) => {
    for (const table of ['outbox', 'lot']) await tx.change(`DELETE FROM ${table}`)
  })
})

const announce = () => announceExpiring(testProgramme.id, { database: opened.database, surroundings })

let made = 0
const holder = () => boundCard(opened.database, `expires${++made}`)

async function lot(who: BoundForTest, { available, expiresOn }: { available: number; expiresOn: string }) {
  const dayAfter = new Date(Date.parse(`${expiresOn}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
  const row = {
    cardholder_id: who.cardholderId,
    lot_id: surroundings.newId(),
    programme_id: who.programmeId,
    card_id: who.cardId,
    source: `tx-${++made}`,
    ...{ earned: available, pending: 0, available, held: 0, redeemed: 0, expired: 0, clawed_back: 0, repaid: 0 },
    available_on: '2024-11-22',
    expires_on: expiresOn,
    due_on: available > 0 ? dayAfter : null,
    created_at: surroundings.now(),
  }
  await opened.database.inTransaction((tx) => tx.insert('lot', [row]))
}

const told = async ({ cardholderId }: BoundForTest) => {
  const rows = await opened.database.reader.rows<{ payload: string }>(
    "SELECT payload FROM outbox WHERE cardholder_id = ? AND topic = 'points.expiring' ORDER BY id",
    [cardholderId],
  )
  return rows.map(({ payload }) => JSON.parse(payload))
}

test('tells of the points whose last day is in 30 or in 7 days, of all lots together', async () => {
  const who = await holder()
  for (const available of [100, 20]) await lot(who, { available, expiresOn: '2026-12-22' })
  for (const expiresOn of ['2026-12-21', '2026-12-23', '2026-11-28']) await lot(who, { available: 7, expiresOn })
  expect(await announce()).toBe(1)
  expect(await told(who)).toEqual([{ amount: 120, expiresOn: '2026-12-22', daysLeft: 30 }])
  surroundings.set('2026-12-15T02:00:00.000Z')
  expect(await announce()).toBe(1)
  expect(await told(who)).toContainEqual({ amount: 120, expiresOn: '2026-12-22', daysLeft: 7 })
})

test('once a day and cardholder, of what is nearer, however often it runs at once', async () => {
  const [who, other] = [await holder(), await holder()]
  await lot(who, { available: 100, expiresOn: '2026-12-22' })
  await lot(who, { available: 30, expiresOn: '2026-11-29' })
  await lot(other, { available: 5, expiresOn: '2026-12-22' })
  const runs = await Promise.all([announce(), announce()])
  expect(runs[0] + runs[1] + (await announce())).toBe(2)
  expect(await told(who)).toEqual([{ amount: 30, expiresOn: '2026-11-29', daysLeft: 7 }])
  expect(await told(other)).toEqual([{ amount: 5, expiresOn: '2026-12-22', daysLeft: 30 }])
})

test('writes nothing once all of it is there, and tells who comes later on the day', async () => {
  const [who, late] = [await holder(), await holder()]
  await lot(who, { available: 100, expiresOn: '2026-12-22' })
  expect(await announce()).toBe(1)
  const { database } = opened
  let writes = 0
  const counted: Database = {
    ...database,
    reader: database.reader,
    inTransaction(work) {
      writes++
      return database.inTransaction(work)
    },
  }
  const again = () => announceExpiring(testProgramme.id, { database: counted, surroundings })
  expect([await again(), writes]).toEqual([0, 0])
  await lot(late, { available: 5, expiresOn: '2026-12-22' })
  expect([await again(), writes]).toEqual([1, 1])
  expect(await told(late)).toHaveLength(1)
})

test('what was used is not told of', async () => {
  const who = await holder()
  await lot(who, { available: 0, expiresOn: '2026-12-22' })
  expect(await announce()).toBe(0)
  expect(await told(who)).toEqual([])
})
