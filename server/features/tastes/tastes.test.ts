import { tastesContract } from '../../../shared/contract/tastes'
import { heldSurroundings } from '../../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import type { Session } from '../../http/sessions'
import { tastesOf, tastesOfMany, tastesRoutes } from '.'

let opened: TestDatabase
let routes: ReturnType<typeof tastesRoutes>
const surroundings = heldSurroundings('2026-11-22T02:00:00.000Z')

beforeAll(async () => {
  opened = await testDatabase()
  routes = tastesRoutes({ database: opened.database, surroundings })
})
afterAll(() => opened.close())

let people = 0
const somebody = (): Session => ({
  sessionId: 's',
  programmeId: 'p',
  cardholderId: `01KAW${String(++people).padStart(21, '0')}`,
  level: 'visitor',
})
const request = { key: undefined, address: '', requestId: '', params: undefined, query: undefined }
const show = (session: Session) => routes.show({ ...request, session, body: undefined })
const choose = (session: Session, body: Parameters<typeof routes.choose>[0]['body']) =>
  routes.choose({ ...request, session, body })

test('who has said nothing likes nothing, and may be shown an order of their own', async () => {
  expect(await show(somebody())).toEqual({ chosen: [], personal: true })
})

test('what is chosen is kept in its order, each once, in the place of what was said before', async () => {
  const person = somebody()
  const chosen = await choose(person, { chosen: ['sports', 'video', 'sports'], personal: true })
  expect(chosen).toEqual({ chosen: ['sports', 'video'], personal: true })
  expect(await show(person)).toEqual(chosen)
  await choose(person, { chosen: ['music'], personal: false })
  expect(await show(person)).toEqual({ chosen: ['music'], personal: false })
  await choose(person, { chosen: [], personal: true })
  expect(await show(person)).toEqual({ chosen: [], personal: true })
})

test('several are read at once, each their own', async () => {
  const [first, second, silent] = [somebody(), somebody(), somebody()]
  await choose(first, { chosen: ['games'], personal: true })
  await choose(second, { chosen: ['reading'], personal: false })
  const found = await tastesOfMany(
    opened.database.reader,
    [first, second, silent].map(({ cardholderId }) => cardholderId),
  )
  expect([...found.values()].map(({ chosen }) => chosen[0]).sort()).toEqual(['games', 'reading'])
})

test('a taste that there is no more is passed over', async () => {
  const { cardholderId } = somebody()
  await opened.database.inTransaction((tx) =>
    tx.insert('cardholder_taste', [
      {
        cardholder_id: cardholderId,
        programme_id: 'p',
        chosen: 'stamps,video',
        personal: 1,
        changed_at: surroundings.now(),
      },
    ]),
  )
  expect(await tastesOf(opened.database.reader, cardholderId)).toEqual({ chosen: ['video'], personal: true })
})

test('the contract refuses what is no taste', () => {
  const { body } = tastesContract.choose
  expect(body.safeParse({ chosen: ['stamps'], personal: true }).success).toBe(false)
  expect(body.safeParse({ chosen: ['video'], personal: true }).success).toBe(true)
})
