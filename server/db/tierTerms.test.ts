import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { entities, migrations } from '../schema'
import { openSqlite } from './sqliteDatabase'

test('standings from before terms get theirs from the day on which the tier was reached', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kaquan-test-'))
  const file = join(folder, 'old.sqlite')
  const shared = { file, entities, chance: Math.random }
  const old = await openSqlite({
    ...shared,
    migrations: migrations.filter(({ name }) => !name.startsWith('TierTerms')),
  })
  await old.migrate()
  const standing = { programme_id: 'p', changed_at: new Date(0) }
  const evaluation = {
    programme_id: 'p',
    tier_before: 'basic',
    tier_after: 'gold',
    reached_on: '2026-02-28',
    growth: 4500,
  }
  const window = { window_from: '2025-03-01', window_to: '2026-02-28', threshold: 4000, inputs: '{}' }
  await old.inTransaction(async (tx) => {
    await tx.insert('tier_standing', [
      { ...standing, cardholder_id: 'A', tier: 'gold', reached_on: '2026-02-28' },
      { ...standing, cardholder_id: 'B', tier: 'basic', reached_on: null },
    ])
    await tx.insert('tier_evaluation', [
      { cardholder_id: 'A', id: 'E', ...evaluation, ...window, created_at: new Date(0) },
    ])
  })
  await old.close()
  const database = await openSqlite({ ...shared, migrations })
  expect(await database.migrate()).toEqual(['TierTerms1790000000030'])
  const columns = 'cardholder_id, tier, reached_on, term_ends_on, evaluated_on, due_on'
  const days = {
    reached_on: '2026-02-28',
    term_ends_on: '2027-02-28',
    evaluated_on: '2026-02-28',
    due_on: '2026-02-28',
  }
  const none = { reached_on: null, term_ends_on: null, evaluated_on: null, due_on: null }
  expect(await database.reader.rows(`SELECT ${columns} FROM tier_standing ORDER BY cardholder_id`)).toEqual([
    { cardholder_id: 'A', tier: 'gold', ...days },
    { cardholder_id: 'B', tier: 'basic', ...none },
  ])
  const kept = await database.reader.rows('SELECT id, kind, term_ends_on, growth FROM tier_evaluation')
  expect(kept).toEqual([{ id: 'E', kind: 'upgrade', term_ends_on: null, growth: 4500 }])
  await database.close()
  rmSync(folder, { recursive: true, force: true })
})
