import { recomputedEvaluation } from '../../../shared/contract/tiers'
import { businessDay, businessDayOf } from '../../../shared/values/businessDay'
import { bankEvent } from '../../../tests/support/bankEvents'
import { type BoundForTest, boundCard } from '../../../tests/support/boundCard'
import { testPosting } from '../../../tests/support/posting'
import { installTestProgramme, testProgramme } from '../../../tests/support/programme'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { addTerms, startingTerms } from '../programmes'
import { takeEvents } from '../spend'
import { evaluateTiers, recomputeEvaluation, standingOf } from '.'
import { evaluationsOf, findEvaluation } from './evaluations.store'
import { showHistory } from './showHistory'

let opened: TestDatabase
let card: BoundForTest
const surroundings = heldSurroundings('2026-03-07T10:00:00+08:00')
const at = (day: string) => surroundings.set(`${day}T10:00:00+08:00`)
const today = () => businessDayOf(surroundings.now())

beforeAll(async () => {
  opened = await testDatabase()
  await installTestProgramme(opened.database)
  card = await boundCard(opened.database, 'changed1')
})
afterAll(() => opened.close())

function spend(day: string, yuan: number) {
  at(day)
  const event = bankEvent(`changed_${day}`, day, { yuan, card_token: card.cardToken })
  return takeEvents([event], { database: opened.database, posting: testPosting(surroundings), surroundings })
}

const run = () =>
  evaluateTiers(testProgramme.id, {
    database: opened.database,
    surroundings,
    lock: async (tx, who) => {
      await testPosting(surroundings).begin(tx, who.programmeId, [who])
    },
  })
const standing = () => standingOf(opened.database.reader, card, today())

test('a tier that new terms leave out is kept until the next look, and everything that was kept can be worked out again', async () => {
  const { reader } = opened.database
  await spend('2026-03-07', 4500)
  const before = await showHistory(reader, card, today())
  const terms = {
    ...startingTerms(testProgramme),
    version: 'three tiers',
    since: '2026-09-01',
    tiers: testProgramme.tiers.filter(({ tier }) => tier !== 'gold'),
    tierGraceDays: 60,
  }
  const now = surroundings.now()
  const version = { programmeId: testProgramme.id, terms, now }
  expect(await opened.database.inTransaction((tx) => addTerms(tx, version))).toBe('added')
  expect(await standing()).toMatchObject({ tier: 'gold', graceUntil: '2027-05-06', projectedTier: 'basic' })

  at('2026-09-01')
  expect(await run()).toBe(0)
  expect(await standing()).toMatchObject({ tier: 'gold', next: { tier: 'platinum' }, missingToStay: 1000 })
  expect(await showHistory(reader, card, today())).toEqual(before)

  await spend('2026-10-01', 100)
  expect(await standing()).toMatchObject({ tier: 'silver', since: '2026-10-01', termEndsOn: '2027-03-07' })
  for (const day of ['2027-02-05', '2027-03-08', '2027-05-06', '2027-05-07']) {
    at(day)
    expect(await run()).toBe(1 - Number(day === '2027-05-06'))
  }
  expect(await standing()).toMatchObject({ tier: 'basic', since: businessDay('2027-05-07'), termEndsOn: null })

  const { evaluations } = await showHistory(reader, card, today())
  expect(evaluations.map(({ to, stands }) => `${to} ${stands}`)).toEqual(['basic true', 'silver true', 'gold true'])
  for (const { id } of await evaluationsOf(reader, card.cardholderId)) {
    const again = await recomputeEvaluation(reader, { cardholderId: card.cardholderId, evaluationId: id })
    expect(recomputedEvaluation.parse(again)).toMatchObject({ differences: [], days: [] })
  }
  const versionOf = async (id: string) =>
    JSON.parse((await findEvaluation(reader, card.cardholderId, id))?.inputs ?? '{}').termsVersion
  expect(await Promise.all(evaluations.map(({ id }) => versionOf(id)))).toEqual(['three tiers', 'three tiers', 'start'])
})
