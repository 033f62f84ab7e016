import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { idFrom } from '../../shared/values/ids'
import { entities, migrations } from '../schema'
import { openSqlite } from './sqliteDatabase'

const at = new Date('2026-11-22T04:00:00.000Z')
let made = 0
const newId = () => idFrom(at.getTime(), new Uint8Array(10).fill(++made))

test('decisions from before go by the number of the redemption that they led to, and so do their reviews', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kaquan-test-'))
  const shared = { file: join(folder, 'old.sqlite'), entities, chance: Math.random }
  const isLater = ({ name }: { name: string }) => name.startsWith('DecisionsInOrder')
  const old = await openSqlite({ ...shared, migrations: migrations.filter((one) => !isLater(one)) })
  await old.migrate()
  const facts = { version: 'v', facts: '[]', address_fingerprint: 'a', network_fingerprint: 'n' }
  const same = { cardholder_id: 'C', programme_id: 'p', at, point: 'redeem', rules: 'one two', ...facts }
  const draft = { shadow_version: 'next', shadow_lane: 'step_up' }
  const [refused, ofOneNumber, ofItsOwn, redemption] = [newId(), newId(), newId(), newId()]
  const review = { cardholder_id: 'C', programme_id: 'p', state: 'waiting', reasons: 'abroad', clear_by: 'person' }
  await old.inTransaction(async (tx) => {
    await tx.insert('risk_decision', [
      { ...same, ...draft, id: refused, lane: 'step_up', redemption_id: null },
      { ...same, ...draft, id: ofOneNumber, lane: 'normal', redemption_id: ofOneNumber },
      { ...same, ...draft, id: ofItsOwn, lane: 'quarantine', redemption_id: redemption },
    ])
    await tx.insert('risk_review', [
      { ...review, redemption_id: redemption, decision_id: ofItsOwn, held_at: at, promised_by: at },
    ])
  })
  await old.close()
  const database = await openSqlite({ ...shared, migrations })
  expect(await database.migrate()).toEqual(['DecisionsInOrder1790000000091'])
  const { at: _, ...unchanged } = same
  expect(await database.reader.rows('SELECT * FROM risk_decision ORDER BY id')).toEqual([
    { ...unchanged, ...draft, id: refused, lane: 'step_up', apart_of: 'C' },
    { ...unchanged, ...draft, id: ofOneNumber, lane: 'normal', apart_of: null },
    { ...unchanged, ...draft, id: redemption, lane: 'quarantine', apart_of: null },
  ])
  expect(await database.reader.rows('SELECT decision_id FROM risk_review')).toEqual([{ decision_id: redemption }])
  await database.close()
  rmSync(folder, { recursive: true, force: true })
})
