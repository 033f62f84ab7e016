import { type TestDatabase, testDatabase } from '../../tests/support/testDatabase'
import { verifyBooks } from '../features/points'
import { entities, migrations } from '../schema'
import type { Database, MigrationClass } from './database'
import { openMysql } from './mysqlDatabase'
import { openSqlite } from './sqliteDatabase'

let opened: TestDatabase
beforeAll(async () => {
  opened = await testDatabase()
  await opened.database.forget()
})
afterAll(() => opened.close())

function open(some: MigrationClass[]): Promise<Database> {
  const shared = { entities, migrations: some, chance: Math.random }
  const { url } = opened
  if (url.startsWith('sqlite:')) return openSqlite({ ...shared, file: url.slice('sqlite:'.length) })
  return openMysql({ ...shared, url, poolSize: 5, statementLimitMs: 30_000 })
}

const at = new Date('2026-10-02T00:00:00Z')
const who = { cardholder_id: 'A', programme_id: 'p' }
const nothing = { held: 0, redeemed: 0, expired: 0, clawed_back: 0, repaid: 0 }
const lot = {
  ...who,
  lot_id: 'L',
  card_id: 'C',
  source: 'buy',
  earned: 100,
  pending: 30,
  available: 60,
  ...nothing,
  redeemed: 10,
  rule_version: 'v',
  rate_basis_points: 100,
  available_on: '2026-10-08',
  expires_on: '2028-10-31',
  due_on: '2026-10-08',
  created_at: at,
}

function legs(id: string, kind: string, moves: [from: string, to: string, amount: number][]) {
  const common = { ...who, transaction_id: id, kind, reference: 'buy', purchase_id: 'buy', lot_id: 'L' }
  const rest = { corrects: null, memo: null, effective_on: '2026-10-01', created_at: at, arithmetic: null }
  return moves.flatMap(([from, to, amount], place) => [
    { ...common, ...rest, seq: 2 * place, account: from, amount: -amount },
    { ...common, ...rest, seq: 2 * place + 1, account: to, amount },
  ])
}

test('a ledger of legs becomes one of transfers: the same entries, the same books, and nobody stands alone at first', async () => {
  const old = await open(
    migrations.slice(
      0,
      migrations.findIndex(({ name }) => name.startsWith('Transfers')),
    ),
  )
  await old.migrate()
  await old.inTransaction(async (tx) => {
    const balance = { pending: 30, available: 60, held: 0, debt: 0, version: 3 }
    await tx.insert('account', [{ ...who, ...balance, opened_at: at }])
    await tx.insert('lot', [lot])
    await tx.insert('entry', [
      ...legs('T1', 'earn', [['issuer', 'pending', 100]]),
      ...legs('T2', 'settle', [['pending', 'available', 70]]),
      ...legs('T3', 'redeem', [
        ['available', 'redeemed', 4],
        ['available', 'redeemed', 6],
      ]),
    ])
    const growth = {
      ...who,
      card_id: 'C',
      spend_id: 'buy',
      occurred_at: at,
      effective_on: '2026-10-01',
      created_at: at,
    }
    await tx.insert('growth_entry', [
      { ...growth, id: 'G1', amount: 100 },
      { ...growth, id: 'G2', amount: -30 },
    ])
    const fact = {
      ...who,
      card_id: 'C',
      transaction_id: 'buy',
      type: 'purchase',
      occurred_at: at,
      posted_on: '2026-10-01',
    }
    const shown = {
      amount_fen: 10_000,
      original_amount: '100.00',
      original_currency: 'CNY',
      merchant: 'm',
      mcc: '5411',
    }
    const channel = { channel: 'pos', original_transaction_id: null, received_at: at }
    await tx.insert('spend', [{ ...fact, ...shown, ...channel }])
  })
  const entries = 'SELECT transaction_id, seq, account, amount, kind, lot_id FROM v_entry ORDER BY transaction_id, seq'
  const shown = async ({ reader }: Database) =>
    (await reader.rows<Record<string, unknown>>(entries)).map((row) => Object.values(row).map(String))
  const before = await shown(old)
  await old.close()

  const database = await open(migrations)
  await database.migrate()
  expect(await database.schemaDifference()).toEqual([])
  expect(await shown(database)).toEqual(before)
  const { checks } = await verifyBooks(database.reader)
  expect(checks.filter(({ ok }) => !ok)).toEqual([])
  const growth = await database.reader.rows<{ effective_on: string; amount: string }>('SELECT * FROM growth_day')
  expect(growth.map((day) => [day.effective_on, Number(day.amount)])).toEqual([['2026-10-01', 70]])
  const heads = await database.reader.rows<{ has_open_names: number }>('SELECT has_open_names FROM spend_head')
  expect(heads.map((head) => head.has_open_names)).toEqual([1])
  await database.close()
})
