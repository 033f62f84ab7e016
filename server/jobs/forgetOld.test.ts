import { readFileSync } from 'node:fs'
import path from 'node:path'
import { businessDayOf } from '../../shared/values/businessDay'
import { idFrom } from '../../shared/values/ids'
import { plantedRow, type Table, tablesOfEntities } from '../../tests/support/plantedRows'
import { heldSurroundings } from '../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../tests/support/testDatabase'
import type { Row } from '../db/database'
import { forgetOld } from './forgetOld'
import { type Retention, retention } from './retention.rules'

const tables = tablesOfEntities()
const surroundings = heldSurroundings('2030-06-15T04:00:00.000Z')
const dayMs = 86_400_000
const daysAgo = (days: number) => new Date(surroundings.now().getTime() - days * dayMs)

type Timed = Exclude<Retention, { kept: unknown }>
const timed = Object.entries(retention).flatMap(([name, rules]) =>
  rules.flatMap((rule) => ('kept' in rule ? [] : [{ table: tableNamed(name), rule }])),
)

function tableNamed(name: string): Table {
  const table = tables.find((each) => each.name === name)
  if (!table) throw new Error(`there is no table ${name}`)
  return table
}

test('every table has a rule, and every rule a table', () => {
  expect(Object.keys(retention).sort()).toEqual(tables.map(({ name }) => name).sort())
})

test.each(timed)(
  'what goes from $table.name is found by columns that it has, and deleted by its key',
  ({ table, rule }) => {
    const names = table.columns.map(({ name }) => name)
    expect(names).toContain('afterId' in rule ? rule.afterId : rule.after)
    expect([...rule.key].sort()).toEqual(
      table.columns.flatMap(({ name, isPrimary }) => (isPrimary ? [name] : [])).sort(),
    )
  },
)

test('answers are kept as long as whoever asks again may rely on', () => {
  const [rule] = retention.idempotency_key as [Timed]
  expect(rule.days).toBeGreaterThanOrEqual(2)
})

describe('docs/privacy.md', () => {
  const page = readFileSync(path.join(__dirname, '../../docs/privacy.md'), 'utf8')
  const rows = new Map([...page.matchAll(/^\| `(\w+)` \| ([^|]+) \|/gm)].map(([, table, kept]) => [table, kept]))

  test('names every table', () => {
    expect([...rows.keys()].sort()).toEqual(Object.keys(retention).sort())
  })

  test.each(Object.entries(retention))('says how long %s is kept', (table, rules) => {
    const said = rules.map((rule) => ('kept' in rule ? rule.kept : `${rule.days} days`)).join(', ')
    expect(rows.get(table)).toBe(said)
  })
})

describe('the job', () => {
  let opened: TestDatabase
  beforeAll(async () => {
    opened = await testDatabase()
  })
  afterAll(() => opened.close())
  beforeEach(async () => {
    await opened.database.inTransaction(async (tx) => {
      for (const { table } of timed) await tx.change(`DELETE FROM ${table.name}`)
    })
  })

  let made = 0
  /** A row that is so old, by the column that counts. */
  function rowAged({ table, rule }: (typeof timed)[number], days: number) {
    const at = daysAgo(days)
    const text = `r${++made}`
    const age =
      'afterId' in rule
        ? idFrom(at.getTime(), Buffer.from(text.padEnd(10)))
        : rule.after === 'day'
          ? businessDayOf(at)
          : at
    const column = 'afterId' in rule ? rule.afterId : rule.after
    // What decides whether a message of the outbox is still at work.
    const state: Row = rule.only === 'due_at IS NULL' ? { due_at: null, done_at: null } : {}
    return plantedRow(table, { text, at: surroundings.now(), [column]: age, ...state })
  }
  const plant = (table: Table, ...rows: ReturnType<typeof plantedRow>[]) =>
    opened.database.inTransaction((tx) => tx.insert(table.name, rows))
  const count = async (table: Table) => {
    const [row] = await opened.database.reader.rows<{ n: string | number }>(`SELECT COUNT(*) AS n FROM ${table.name}`)
    return Number(row?.n)
  }
  const run = async () => {
    const told: string[] = []
    const gone = await forgetOld({
      database: opened.database,
      surroundings,
      forgot: (table, n) => told.push(`${table} ${n}`),
    })
    return { gone, told }
  }

  test.each(timed)('forgets of $table.name what is old enough and nothing else', async (each) => {
    const { days } = each.rule
    await plant(each.table, rowAged(each, days + 1), rowAged(each, days - 1), rowAged(each, 0))
    expect(await run()).toEqual({ gone: 1, told: [`${each.table.name} 1`] })
    expect(await count(each.table)).toBe(2)
    expect(await run()).toEqual({ gone: 0, told: [] })
  })

  test('leaves a message of the outbox that still has to go out, however old', async () => {
    const outbox = timed.find(({ table }) => table.name === 'outbox') as (typeof timed)[number]
    await plant(outbox.table, { ...rowAged(outbox, 1_000), done_at: null })
    expect(await run()).toEqual({ gone: 0, told: [] })
  })

  test('leaves what is held for a person and not decided', async () => {
    const review = timed.find(({ table }) => table.name === 'risk_review') as (typeof timed)[number]
    await plant(review.table, { ...rowAged(review, 1_000), decided_at: null })
    expect(await run()).toEqual({ gone: 0, told: [] })
  })

  test('leaves a decision as long as its review is there', async () => {
    const [decision, review] = ['risk_decision', 'risk_review'].map(
      (name) => timed.find(({ table }) => table.name === name) as (typeof timed)[number],
    ) as [(typeof timed)[number], (typeof timed)[number]]
    const old = rowAged(decision, 300)
    const other = rowAged(decision, 300)
    const { cardholder_id, id } = old
    await plant(decision.table, old, other)
    await plant(review.table, {
      ...rowAged(review, 100),
      cardholder_id: cardholder_id as string,
      decision_id: id as string,
    })
    expect((await run()).told).toEqual(['risk_decision 1'])
    const left = await opened.database.reader.rows<{ id: string }>('SELECT id FROM risk_decision')
    expect(left).toEqual([{ id }])
    await opened.database.inTransaction((tx) => tx.change('DELETE FROM risk_review'))
    expect((await run()).told).toEqual(['risk_decision 1'])
  })

  test('goes on in slices until all of it is gone', async () => {
    const notices = timed.find(({ table }) => table.name === 'notice') as (typeof timed)[number]
    await plant(notices.table, ...Array.from({ length: 450 }, () => rowAged(notices, 400)))
    expect(await run()).toEqual({ gone: 450, told: ['notice 450'] })
  })

  test('of two that run at once each row goes once', async () => {
    const notices = timed.find(({ table }) => table.name === 'notice') as (typeof timed)[number]
    await plant(notices.table, ...Array.from({ length: 300 }, () => rowAged(notices, 400)))
    const both = await Promise.all([run(), run()])
    expect(both.reduce((sum, { gone }) => sum + gone, 0)).toBe(300)
  })
})
