import { businessDayOf } from '../../../shared/values/businessDay'
import { bankEvent } from '../../../tests/support/bankEvents'
import { type BoundForTest, boundCard } from '../../../tests/support/boundCard'
import { testPosting } from '../../../tests/support/posting'
import { installTestProgramme } from '../../../tests/support/programme'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import { takeEvents } from '../spend'
import { recomputeEvaluation, standingOf } from '.'
import { evaluationsOf } from './evaluations.store'
import { endCeremony } from './tiers.store'

let opened: TestDatabase
const surroundings = heldSurroundings('2026-11-22T02:00:00.000Z')
let made = 0

beforeAll(async () => {
  opened = await testDatabase()
  await installTestProgramme(opened.database)
})
afterAll(() => opened.close())
beforeEach(() => surroundings.set('2026-11-22T02:00:00.000Z'))

const someone = () => boundCard(opened.database, `rises${String(++made).padStart(3, '0')}`)

function spend(card: BoundForTest, day: string, yuan: number) {
  const event = bankEvent(`${card.cardToken}_${day}_${yuan}`, day, { yuan, card_token: card.cardToken })
  return takeEvents([event], { database: opened.database, posting: testPosting(surroundings), surroundings })
}

const ceremonyOf = async (card: BoundForTest) =>
  (await standingOf(opened.database.reader, card, businessDayOf(surroundings.now()))).ceremony

async function seen(card: BoundForTest) {
  const ceremony = await ceremonyOf(card)
  const ended = { cardholderId: card.cardholderId, evaluationId: ceremony?.evaluationId ?? '' }
  await opened.database.inTransaction((tx) => endCeremony(tx, ended))
}

test('an upgrade waits until it was seen, and names its evaluation', async () => {
  const card = await someone()
  await spend(card, '2026-11-01', 300)
  expect(await ceremonyOf(card)).toBeNull()
  await spend(card, '2026-11-10', 800)
  const [evaluation] = await evaluationsOf(opened.database.reader, card.cardholderId)
  expect(await ceremonyOf(card)).toEqual({ evaluationId: evaluation?.id, from: 'basic', to: 'silver' })
  await seen(card)
  expect(await ceremonyOf(card)).toBeNull()
})

test('what was seen does not come back with the next spend', async () => {
  const card = await someone()
  await spend(card, '2026-11-01', 1_200)
  await seen(card)
  await spend(card, '2026-11-02', 100)
  await spend(card, '2026-11-01', 50)
  expect(await ceremonyOf(card)).toBeNull()
})

test('two upgrades that nobody looked at are one, from the first to the last', async () => {
  const card = await someone()
  await spend(card, '2026-11-01', 1_200)
  await spend(card, '2026-11-03', 3_000)
  expect(await ceremonyOf(card)).toMatchObject({ from: 'basic', to: 'gold' })
})

test('word that an older one was seen does not end a newer one', async () => {
  const card = await someone()
  await spend(card, '2026-11-01', 1_200)
  const older = (await ceremonyOf(card))?.evaluationId as string
  await spend(card, '2026-11-03', 3_000)
  await opened.database.inTransaction((tx) => endCeremony(tx, { cardholderId: card.cardholderId, evaluationId: older }))
  expect(await ceremonyOf(card)).toMatchObject({ to: 'gold' })
})

test('an evaluation tells what it was worked out from, month by month', async () => {
  const card = await someone()
  await spend(card, '2026-09-10', 400)
  await spend(card, '2026-11-01', 300)
  await spend(card, '2026-11-10', 500)
  const evaluationId = (await ceremonyOf(card))?.evaluationId as string
  const { basis, kept } = await recomputeEvaluation(opened.database.reader, { ...card, evaluationId })
  expect(basis).toMatchObject({
    occasion: 'spend',
    termBefore: null,
    windowMonths: 12,
    months: [
      { month: '2026-09', growth: 400 },
      { month: '2026-11', growth: 800 },
    ],
  })
  expect(kept.growth).toBe(1_200)
})
