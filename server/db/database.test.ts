import { type TestDatabase, testDatabase } from '../../tests/support/testDatabase'
import { bulkLoadFrom } from './bulkLoad'
import type { Tx } from './database'
import { isDuplicateKey } from './retry'

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

describe('rows by the thousand', () => {
  const count = bulkLoadFrom * 2 + 1
  const awkward = ['plain', 'tab\there', 'line\nbreak\r', 'back\\slash \\N', `'quote" ; -- ?`, '权益 🎁', '', 'NULL']
  const many = (prefix: string) =>
    Array.from({ length: count }, (_, at) => ({
      ...row(`${prefix} ${String(at).padStart(5, '0')}`),
      endpoint_id: `e${at % 7}`,
      reply: at % 3 === 0 ? null : (awkward[at % awkward.length] as string),
      created_at: new Date(Date.UTC(2026, 10, 22, 10, 0, 0, at)),
    }))
  const stored = async (prefix: string) => {
    const found = await opened.database.reader.rows<{
      idempotency_key: string
      reply: string | null
      endpoint_id: string
    }>(
      'SELECT idempotency_key, endpoint_id, reply, created_at FROM idempotency_key WHERE idempotency_key LIKE ? ORDER BY idempotency_key',
      [`${prefix} %`],
    )
    return found.map(({ idempotency_key, reply, endpoint_id }) => [idempotency_key, endpoint_id, reply])
  }

  test('are stored as they are, whatever characters they hold', async () => {
    const rows = many('bulk')
    expect(await opened.database.inTransaction((tx) => tx.insert('idempotency_key', rows))).toBe(count)
    expect(await stored('bulk')).toEqual(rows.map((each) => [each.idempotency_key, each.endpoint_id, each.reply]))
  })

  test('skip known keys and count the rest; where none may be known, none is stored', async () => {
    const rows = many('half')
    await opened.database.inTransaction((tx) => tx.insert('idempotency_key', rows.slice(0, 10)))
    const inserting = opened.database.inTransaction((tx) => tx.insert('idempotency_key', rows))
    expect(isDuplicateKey(await inserting.catch((error: unknown) => error))).toBe(true)
    expect(await stored('half')).toHaveLength(10)
    const ignoring = (tx: Tx) => tx.insert('idempotency_key', rows, { ignoreKnown: true })
    expect(await opened.database.inTransaction(ignoring)).toBe(count - 10)
    expect(await stored('half')).toHaveLength(count)
  })

  test('that do not fit are an error, and nothing is stored', async () => {
    const rows = many('unfit').map((each, at) => (at === 777 ? { ...each, input_hash: null } : each))
    await expect(opened.database.inTransaction((tx) => tx.insert('idempotency_key', rows))).rejects.toThrow()
    expect(await stored('unfit')).toEqual([])
  })
})

test('an upsert sets what exists, adds where it is told to, and makes what is not there', async () => {
  const day = (on: string, amount: number) => {
    return { cardholder_id: 'C', effective_on: on, programme_id: 'p', amount }
  }
  const amounts = () =>
    opened.database.reader.rows<{ amount: string }>(
      "SELECT amount FROM growth_day WHERE cardholder_id = 'C' ORDER BY effective_on",
    )
  const key = ['cardholder_id', 'effective_on']
  await opened.database.inTransaction((tx) => tx.upsert('growth_day', [day('2026-01-01', 5)], { key, add: ['amount'] }))
  await opened.database.inTransaction(async (tx) => {
    await tx.upsert('growth_day', [day('2026-01-01', 7), day('2026-01-02', 1)], { key, add: ['amount'] })
  })
  expect((await amounts()).map(({ amount }) => Number(amount))).toEqual([12, 1])
  await opened.database.inTransaction((tx) => tx.upsert('growth_day', [day('2026-01-01', 3)], { key }))
  expect((await amounts()).map(({ amount }) => Number(amount))).toEqual([3, 1])
})

describe('writes that wait for the next question', () => {
  test('are seen by it, in the order of asking', async () => {
    const seen = await opened.database.inTransaction(async (tx) => {
      await tx.insert('idempotency_key', [row('waits 1')])
      await tx.insert('idempotency_key', [row('waits 2')])
      await tx.change("UPDATE idempotency_key SET reply = 'changed' WHERE idempotency_key = 'waits 1'")
      await tx.insert('idempotency_key', [row('waits 3')])
      return tx.rows<{ reply: string | null }>(
        "SELECT reply FROM idempotency_key WHERE idempotency_key LIKE 'waits %' ORDER BY idempotency_key",
      )
    })
    expect(seen.map(({ reply }) => reply)).toEqual(['changed', null, null])
  })

  test('fail the transaction also when nothing is asked after them', async () => {
    await opened.database.inTransaction((tx) => tx.insert('idempotency_key', [row('only once')]))
    const again = opened.database.inTransaction(async (tx) => {
      await tx.insert('idempotency_key', [row('with it')])
      await tx.insert('idempotency_key', [row('only once')])
    })
    expect(isDuplicateKey(await again.catch((error: unknown) => error))).toBe(true)
    const left = await opened.database.reader.rows("SELECT 1 FROM idempotency_key WHERE idempotency_key = 'with it'")
    expect(left).toEqual([])
  })

  test('keep values as values, whatever they look like', async () => {
    const evil = "x'); DELETE FROM idempotency_key; -- \\' ? ;"
    await opened.database.inTransaction(async (tx) => {
      await tx.insert('idempotency_key', [{ ...row('evil'), reply: evil }])
      await tx.insert('idempotency_key', [row('after evil')])
    })
    const [found] = await opened.database.reader.rows<{ reply: string }>(
      "SELECT reply FROM idempotency_key WHERE idempotency_key = 'evil'",
    )
    expect(found?.reply).toBe(evil)
    expect(
      await opened.database.reader.rows("SELECT 1 FROM idempotency_key WHERE idempotency_key = 'after evil'"),
    ).toHaveLength(1)
  })
})

describe('a change of exactly so many rows', () => {
  const rows = (count: number) =>
    opened.database.inTransaction(async (tx) => {
      const keys = Array.from({ length: 3 }, (_, at) => `exactly-${count}-${at}`)
      await tx.insert('idempotency_key', keys.map(keyRow))
      await Promise.all([
        tx.changeExactly(
          count,
          "UPDATE idempotency_key SET refusal = 'sold_out' WHERE cardholder_id = ? AND refusal IS NULL",
          [`exactly-${count}`.padEnd(26, '0')],
        ),
        // The embedded database does what is asked for at once in no promised order.
        tx.insert('idempotency_key', [{ ...keyRow(`exactly-${count}-beside`), refusal: 'not_found' }]),
      ])
      return tx.rows('SELECT 1 AS one')
    })

  const keyRow = (key: string) => ({
    cardholder_id: key.slice(0, 9).padEnd(26, '0'),
    idempotency_key: key,
    endpoint_id: 'e',
    input_hash: 'h',
    refusal: null,
    reply: null,
    created_at: new Date(0),
  })

  it('goes on when it was so many, whatever is written beside it', async () => {
    expect(await rows(3)).toEqual([{ one: 1 }])
  })

  it('takes everything back when it was another number', async () => {
    await expect(rows(2)).rejects.toThrow('rows')
    expect(
      await opened.database.reader.rows("SELECT 1 FROM idempotency_key WHERE idempotency_key LIKE 'exactly-2%'"),
    ).toEqual([])
  })
})

// The embedded database has one writer, so that nobody is in anybody's way.
if (process.env.TEST_DATABASE_SERVER) {
  test('what was asked for beside a deadlock is not done outside of the transaction', async () => {
    const stock = (benefit_id: string) => ({ programme_id: 'deadlock', benefit_id, stock: 0, issued: 0, last_seq: 0 })
    await opened.database.inTransaction((tx) => tx.insert('benefit_stock', [stock('ONE'), stock('TWO')]))
    const raise = (tx: Tx, benefitId: string) =>
      tx.change("UPDATE benefit_stock SET stock = stock + 1 WHERE programme_id = 'deadlock' AND benefit_id = ?", [
        benefitId,
      ])
    const note = (tx: Tx, id: string) => tx.insert('catalogue', [{ ...noted, programme_id: id }])
    const noted = { version: 'v', benefits_hash: '', loaded_at: new Date(0) }
    let tries = 0
    let theirsHasTwo = () => {}
    const whenTheirsHasTwo = new Promise<void>((resolve) => {
      theirsHasTwo = resolve
    })
    const theirs = opened.database.inTransaction(async (tx) => {
      // Heavier than ours, so that ours is the one to give way.
      for (let at = 0; at < 300; at++) await note(tx, `theirs-${tries}-${at}`.slice(0, 32))
      await raise(tx, 'TWO')
      theirsHasTwo()
      await new Promise((resolve) => setTimeout(resolve, 200))
      await raise(tx, 'ONE')
      throw new Error('enough')
    })
    await whenTheirsHasTwo
    await opened.database.inTransaction(async (tx) => {
      tries += 1
      await raise(tx, 'ONE')
      const beside = async () => {
        for (let at = 0; at < 8; at++) await null
        await tx.change('INSERT INTO catalogue (programme_id, version, benefits_hash, loaded_at) VALUES (?, ?, ?, ?)', [
          `ours-${tries}`,
          'v',
          '',
          new Date(0),
        ])
      }
      await Promise.all([raise(tx, 'TWO'), beside()])
    })
    await expect(theirs).rejects.toThrow('enough')
    expect(tries).toBe(2)
    const rows = await opened.database.reader.rows(
      "SELECT programme_id FROM catalogue WHERE programme_id LIKE 'ours-%'",
    )
    expect(rows).toEqual([{ programme_id: 'ours-2' }])
  })
}
