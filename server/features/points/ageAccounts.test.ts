import { bankEvent } from '../../../tests/support/bankEvents'
import { boundCard } from '../../../tests/support/boundCard'
import { testPosting } from '../../../tests/support/posting'
import { installTestProgramme } from '../../../tests/support/programme'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { claimStragglers, takeEvents } from '../spend'
import { ageAccounts } from '.'

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
