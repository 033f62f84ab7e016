import { type TestDatabase, testDatabase } from '../../tests/support/testDatabase'

let opened: TestDatabase
beforeAll(async () => {
  opened = await testDatabase()
})
afterAll(() => opened.close())

const row = (key: string) => ({
  cardholder_id: 'C',
  idempotency_key: key,
  endpoint_id: 'e',
  input_hash: '0',
  refusal: null,
  reply: null,
  created_at: new Date('2026-11-22T10:00:00.123Z'),
})

test('the migrated tables equal the entities', async () => {
  expect(await opened.database.schemaDifference()).toEqual([])
})

test('migrating again changes nothing', async () => {
  expect(await opened.database.migrate()).toEqual([])
})

test('fifty concurrent writers lose nothing', async () => {
  const { database } = opened
  await database.inTransaction((tx) => tx.insert('programme', [{ id: 'p', settings: '0', created_at: new Date(0) }]))
  const add = () =>
    database.inTransaction(async (tx) => {
      const [before] = await tx.rows<{ settings: string }>(
        `SELECT settings FROM programme WHERE id = 'p'${tx.forUpdate}`,
      )
      await tx.change("UPDATE programme SET settings = ? WHERE id = 'p'", [String(Number(before?.settings) + 1)])
    })
  await Promise.all(Array.from({ length: 50 }, add))
  const [after] = await database.reader.rows<{ settings: string }>("SELECT settings FROM programme WHERE id = 'p'")
  expect(after?.settings).toBe('50')
})

test('a transaction that fails leaves nothing, and its neighbours stay', async () => {
  const { database } = opened
  const results = await Promise.allSettled([
    database.inTransaction((tx) => tx.insert('idempotency_key', [row('good-neighbour')])),
    database.inTransaction(async (tx) => {
      await tx.insert('idempotency_key', [row('bad')])
      throw new Error('changed its mind')
    }),
  ])
  expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected'])
  const kept = await database.reader.rows<{ idempotency_key: string }>('SELECT idempotency_key FROM idempotency_key')
  expect(kept.map((each) => each.idempotency_key)).toEqual(['good-neighbour'])
})

test('what is not committed is seen by nobody else', async () => {
  const { database } = opened
  await database.inTransaction(async (tx) => {
    await tx.insert('idempotency_key', [row('half-done')])
    const seen = await database.reader.rows("SELECT 1 FROM idempotency_key WHERE idempotency_key = 'half-done'")
    expect(seen).toEqual([])
  })
})

test('rows whose key is known are skipped and counted', async () => {
  const inserted = await opened.database.inTransaction(async (tx) => {
    await tx.insert('idempotency_key', [row('known')])
    return tx.insert('idempotency_key', [row('known'), row('fresh')], { ignoreKnown: true })
  })
  expect(inserted).toBe(1)
})

test('a row that does not fit is an error, also where known rows are skipped', async () => {
  const insert = (value: { input_hash: string | null }) =>
    opened.database.inTransaction((tx) =>
      tx.insert('idempotency_key', [row('fits'), { ...row('unfit'), ...value }], { ignoreKnown: true }),
    )
  await expect(insert({ input_hash: null })).rejects.toThrow()
  const kept = await opened.database.reader.rows("SELECT 1 FROM idempotency_key WHERE idempotency_key = 'fits'")
  expect(kept).toEqual([])
})
