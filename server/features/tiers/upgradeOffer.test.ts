import { businessDayOf } from '../../../shared/values/businessDay'
import { bankEvent } from '../../../tests/support/bankEvents'
import { type BoundForTest, boundCard } from '../../../tests/support/boundCard'
import { testPosting } from '../../../tests/support/posting'
import { installTestProgramme, testProgramme } from '../../../tests/support/programme'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { addTerms, startingTerms } from '../programmes'
import { takeEvents } from '../spend'
import { standingOf } from '.'

let opened: TestDatabase
let card: BoundForTest
const surroundings = heldSurroundings('2026-03-07T10:00:00+08:00')
const today = () => businessDayOf(surroundings.now())

beforeAll(async () => {
  opened = await testDatabase()
  await installTestProgramme(opened.database)
  card = await boundCard(opened.database, 'offered1')
})
afterAll(() => opened.close())

test('an offer has the price and the term of the terms that are in force on the day', async () => {
  const later = { tierPrices: { silver: 2500 }, tierTermMonths: 24 }
  const terms = { ...startingTerms(testProgramme), version: 'longer', since: '2026-09-01', ...later }
  const version = { programmeId: testProgramme.id, terms, now: surroundings.now() }
  expect(await opened.database.inTransaction((tx) => addTerms(tx, version))).toBe('added')
  const offerOn = async (day: string) => {
    surroundings.set(`${day}T10:00:00+08:00`)
    return (await standingOf(opened.database.reader, card, today())).upgradeOffer
  }
  expect(await offerOn('2026-08-31')).toEqual({ tier: 'silver', points: 2000, termMonths: 12 })
  expect(await offerOn('2026-09-01')).toEqual({ tier: 'silver', points: 2500, termMonths: 24 })
})

test('the demo offers platinum to who has gold and some five thousand points', async () => {
  surroundings.set('2026-03-07T10:00:00+08:00')
  const gold = await boundCard(opened.database, 'offered2')
  const events = [bankEvent('offered2', '2026-03-01', { yuan: 5158, card_token: gold.cardToken })]
  await takeEvents(events, { database: opened.database, posting: testPosting(surroundings), surroundings })
  expect(await standingOf(opened.database.reader, gold, today())).toMatchObject({
    tier: 'gold',
    upgradeOffer: { tier: 'platinum', points: 4800, termMonths: 12 },
  })
})
