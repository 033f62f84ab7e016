import { businessDay } from '../../../shared/values/businessDay'
import { bankEvent } from '../../../tests/support/bankEvents'
import { boundCard } from '../../../tests/support/boundCard'
import { testPosting } from '../../../tests/support/posting'
import { installTestProgramme } from '../../../tests/support/programme'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { claimStragglers, takeEvents } from '../spend'
import { ageAccounts } from '.'
import { type DueHolder, dueHolders } from './points.store'

let opened: TestDatabase
beforeAll(async () => {
  opened = await testDatabase()
  await installTestProgramme(opened.database)
})
afterAll(() => opened.close())

async function availableOf(cardholderId: string): Promise<number> {
  const sql = 'SELECT available FROM v_account WHERE cardholder_id = ?'
  const [row] = await opened.database.reader.rows<{ available: string | number }>(sql, [cardholderId])
  return Number(row?.available ?? 0)
}

test('an account that is out of order is told of, and stops nobody else', async () => {
  const surroundings = heldSurroundings('2026-11-22T10:00:00Z')
  const { database } = opened
  const broken = await boundCard(database, 'aged0001')
  const sound = await boundCard(database, 'aged0002')
  const deps = { database, posting: testPosting(surroundings), surroundings }
  await takeEvents([bankEvent('aged_1', '2026-11-18', { yuan: 10, card_token: broken.cardToken })], deps)
  await takeEvents([bankEvent('aged_2', '2026-11-19', { yuan: 10, card_token: sound.cardToken })], deps)
  await database.inTransaction((tx) =>
    tx.change('UPDATE account SET pending = 3 WHERE cardholder_id = ?', [broken.cardholderId]),
  )
  surroundings.set('2026-12-10T10:00:00Z')
  await expect(ageAccounts(sound.programmeId, deps)).rejects.toThrow('accounts that could not be aged: 1')
  expect(await availableOf(sound.cardholderId)).toBe(10)
})

test('a card whose waiting facts cannot be posted is told of, and stops no other', async () => {
  const surroundings = heldSurroundings('2026-11-22T10:00:00Z')
  const { database } = opened
  const [broken, sound] = ['wait0001', 'wait0002'].map((name) => `ct_${name}`) as [string, string]
  const deps = { database, posting: testPosting(surroundings), surroundings }
  const ofCard = (token: string) => bankEvent(`${token}_a`, '2026-10-01', { yuan: 10, card_token: token })
  await takeEvents([ofCard(broken), ofCard(sound)], deps)
  await boundCard(database, 'wait0001')
  const owner = await boundCard(database, 'wait0002')
  await database.inTransaction((tx) => tx.change("UPDATE spend_waiting SET fact = '{' WHERE card_token = ?", [broken]))
  await expect(claimStragglers(owner.programmeId, deps)).rejects.toThrow('cards that could not be claimed: 1')
  expect(await availableOf(owner.cardholderId)).toBe(10)
})

test('a walk by pages meets everybody who is due once a day, in order, and nobody who is not', async () => {
  const surroundings = heldSurroundings('2026-11-22T10:00:00Z')
  const { database } = opened
  const deps = { database, posting: testPosting(surroundings), surroundings }
  const walkers = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => boundCard(database, `walk000${name}`)))
  const days = ['2026-11-19', '2026-11-20', '2026-11-21']
  const events = walkers.flatMap(({ cardToken }, at) =>
    days.map((day) => bankEvent(`walk_${at}_${day}`, day as '2026-11-19', { yuan: 10, card_token: cardToken })),
  )
  await takeEvents(events, deps)
  const sql = 'SELECT DISTINCT due_on, cardholder_id FROM lot WHERE due_on <= ? ORDER BY due_on, cardholder_id'
  const expected = await database.reader.rows<{ due_on: string; cardholder_id: string }>(sql, ['2026-11-27'])
  expect(expected.length).toBeGreaterThanOrEqual(walkers.length * 2)
  for (const limit of [1, 2, 3, 7, 100]) {
    const met: DueHolder[] = []
    let page: DueHolder[]
    do {
      const after: DueHolder = met.at(-1) ?? { dueOn: '', cardholderId: '' }
      const { programmeId } = walkers[0] as { programmeId: string }
      page = await dueHolders(database.reader, { programmeId, today: businessDay('2026-11-27'), after, limit })
      met.push(...page)
    } while (page.length === limit)
    expect(met).toEqual(expected.map((row) => ({ dueOn: row.due_on, cardholderId: row.cardholder_id })))
  }
})
