import { postingOf } from '../../server/compose'
import type { Database } from '../../server/db/database'
import { ageAccounts, verifyBooks } from '../../server/features/points'
import { takeEvents } from '../../server/features/spend'
import { bankEvent } from '../support/bankEvents'
import { bookState } from '../support/bookState'
import { boundCard } from '../support/boundCard'
import { installTestProgramme, testProgramme } from '../support/programme'
import { heldSurroundings } from '../support/surroundings'
import { type TestDatabase, testDatabase } from '../support/testDatabase'
import { killedIn } from './killedIn'

let opened: TestDatabase[] = []
afterEach(async () => {
  for (const each of opened) await each.close()
  opened = []
})

const settleAt = '2026-12-10T10:00:00Z'
/** The lots of October have expired, those of November have not. */
const expireAt = '2028-11-05T10:00:00Z'
const holders = 9

/** Nine cardholders, each with a lot that is due twice, one that is due once, and one that is due on its own day. */
async function programmeWithLots(): Promise<TestDatabase> {
  const each = await testDatabase()
  opened.push(each)
  const { database } = each
  await installTestProgramme(database)
  const surroundings = heldSurroundings('2026-11-22T10:00:00Z')
  for (let at = 0; at < holders; at++) {
    const { cardToken } = await boundCard(database, `killed0${at}`)
    const events = ['2026-10-20', '2026-11-18', `2026-11-1${at}`].map((day, place) =>
      bankEvent(`${cardToken}_${place}`, day, { yuan: 10 + place, card_token: cardToken }),
    )
    await takeEvents(events, { database, posting: postingOf(surroundings), surroundings })
  }
  return each
}

const age = (database: Database, moment: string) =>
  ageAccounts(testProgramme.id, { database, surroundings: heldSurroundings(moment) })

/** What the job posted, of each kind. */
async function posted(database: Database): Promise<Record<string, number>> {
  const rows = await database.reader.rows<{ kind: string; count: string }>(
    "SELECT kind, COUNT(*) AS count FROM transfer WHERE kind IN ('settle', 'expire') GROUP BY kind",
  )
  return Object.fromEntries(rows.map(({ kind, count }) => [kind, Number(count)]))
}

async function expectSound(database: Database) {
  const { checks } = await verifyBooks(database.reader)
  expect(checks.filter(({ ok }) => !ok)).toEqual([])
}

test('settling and expiring, killed in the middle and run again, does each once and all of it', async () => {
  const { database: undisturbed } = await programmeWithLots()
  await age(undisturbed, settleAt)
  await age(undisturbed, expireAt)
  const state = await bookState(undisturbed)
  const all = await posted(undisturbed)
  expect(all.expire).toBe(holders)

  const disturbed = await programmeWithLots()
  const { database } = disturbed
  for (const moment of [settleAt, expireAt]) {
    for (const transactions of ['1', '3']) {
      const before = await posted(database)
      await killedIn('age', disturbed.url, moment, transactions)
      await expectSound(database)
      const after = await posted(database)
      // What was under way when it was killed was not committed. Of two lanes, the other one may have been done with its first.
      const kind = moment === settleAt ? 'settle' : 'expire'
      const done = (after[kind] ?? 0) - (before[kind] ?? 0)
      expect(done).toBeGreaterThanOrEqual(transactions === '1' ? 0 : 1)
      expect(after[kind] ?? 0).toBeLessThan(all[kind] ?? 0)
    }
    await age(database, moment)
  }
  expect(await bookState(database)).toEqual(state)
  expect(await posted(database)).toEqual(all)
  await expectSound(database)
}, 120_000)
