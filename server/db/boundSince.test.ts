import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { entities, migrations } from '../schema'
import { openSqlite } from './sqliteDatabase'

const day = (date: number) => new Date(Date.UTC(2026, 10, date))

test('accounts from before learn since when cards are bound, and whoever has a card gets one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kaquan-test-'))
  const shared = { file: join(folder, 'old.sqlite'), entities, chance: Math.random }
  const isLater = ({ name }: { name: string }) => name.startsWith('BoundSince')
  const old = await openSqlite({ ...shared, migrations: migrations.filter((one) => !isLater(one)) })
  await old.migrate()
  const empty = { programme_id: 'p', pending: 0, available: 0, held: 0, debt: 0, version: 3, opened_at: day(9) }
  const card = (cardholder_id: string, card_id: string, bound: { at: Date; until?: Date }) => {
    const named = { cardholder_id, card_id, programme_id: 'p', card_token: card_id, last4: '0000', product: 'standard' }
    return { ...named, is_default: 0, bound_at: bound.at, unbound_at: bound.until ?? null }
  }
  await old.inTransaction(async (tx) => {
    const known = ['both', 'gone', 'never'].map((cardholder_id) => ({ ...empty, cardholder_id }))
    await tx.insert('account', known)
    await tx.insert('card', [
      card('both', 'a', { at: day(1), until: day(2) }),
      card('both', 'b', { at: day(6) }),
      card('both', 'c', { at: day(5) }),
      card('gone', 'd', { at: day(1), until: day(2) }),
      card('without', 'e', { at: day(8) }),
      card('without', 'f', { at: day(7) }),
      card('left', 'g', { at: day(1), until: day(2) }),
    ])
  })
  await old.close()
  const database = await openSqlite({ ...shared, migrations })
  expect(await database.migrate()).toEqual(['BoundSince1790000000093'])
  const rows = await database.reader.rows<{ cardholder_id: string; version: number; bound_since: Date | null }>(
    'SELECT cardholder_id, version, bound_since FROM account ORDER BY cardholder_id',
  )
  const [fifth, seventh] = await database.reader.rows<{ bound_at: Date }>(
    "SELECT bound_at FROM card WHERE card_id IN ('c', 'f') ORDER BY card_id",
  )
  expect(rows).toEqual([
    { cardholder_id: 'both', version: 3, bound_since: fifth?.bound_at },
    { cardholder_id: 'gone', version: 3, bound_since: null },
    { cardholder_id: 'never', version: 3, bound_since: null },
    { cardholder_id: 'without', version: 0, bound_since: seventh?.bound_at },
  ])
  await database.close()
  rmSync(folder, { recursive: true, force: true })
})
