import { businessDay } from '../../shared/values/businessDay'
import { heldSurroundings } from '../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../tests/support/testDatabase'
import type { Database } from '../db/database'
import { type AtVerifier, verifierDaysIn } from './verifierDays'
import { verifierDays } from './verifierDays.store'

let opened: TestDatabase
beforeAll(async () => {
  opened = await testDatabase()
})
afterAll(() => opened.close())

let programmes = 0
const one = (change: Partial<AtVerifier> = {}): AtVerifier => ({
  programmeId: `programme-${programmes}`,
  door: 'card_check',
  lane: 'normal',
  regionKind: 'home',
  outcome: 'reached',
  ...change,
})
const [from, to] = [businessDay('2026-11-01'), businessDay('2026-11-30')]
const kept = () => verifierDays(opened.database.reader, { programmeId: `programme-${programmes}`, from, to })

function days(database: Pick<Database, 'inTransaction'> = opened.database) {
  const surroundings = heldSurroundings('2026-11-22T02:00:00.000Z')
  const failures: unknown[] = []
  const counting = verifierDaysIn({
    database,
    now: surroundings.now,
    everyMs: 3_600_000,
    failed: (error) => void failures.push(error),
  })
  return { ...counting, surroundings, failures }
}

beforeEach(() => {
  programmes += 1
})

test('attempts become sums by day, door, lane and region, and no row of their own', async () => {
  const { note, stop, surroundings } = days()
  for (let made = 0; made < 500; made++) note(one())
  for (let made = 0; made < 3; made++) note(one({ lane: 'quarantine', regionKind: 'abroad', outcome: 'refused' }))
  note(one({ lane: 'quarantine', regionKind: 'abroad' }))
  // Midnight in Shanghai is sixteen o'clock here.
  surroundings.set('2026-11-22T16:00:00.000Z')
  note(one({ door: 'otp' }))
  expect(await kept()).toEqual([])
  await stop()
  const { programmeId } = one()
  const [day, next] = ['2026-11-22', '2026-11-23']
  expect(await kept()).toEqual([
    { programmeId, day, door: 'card_check', lane: 'normal', regionKind: 'home', reached: 500, refused: 0 },
    { programmeId, day, door: 'card_check', lane: 'quarantine', regionKind: 'abroad', reached: 1, refused: 3 },
    { programmeId, day: next, door: 'otp', lane: 'normal', regionKind: 'home', reached: 1, refused: 0 },
  ])
})

test('several processes add to the same sums, at the same moment too', async () => {
  const processes = Array.from({ length: 6 }, () => days())
  for (const lane of ['quarantine', 'normal', 'step_up'] as const) {
    for (const { note } of processes) for (let made = 0; made < 7; made++) note(one({ lane }))
  }
  await Promise.all(processes.map(({ flush }) => flush()))
  await Promise.all(processes.map(({ stop }) => stop()))
  expect((await kept()).map(({ lane, reached }) => [lane, reached])).toEqual([
    ['normal', 42],
    ['quarantine', 42],
    ['step_up', 42],
  ])
  expect(processes.flatMap(({ failures }) => failures)).toEqual([])
})

test('what could not be written is kept and written the next time, once', async () => {
  let isAway = true
  const inTransaction: Database['inTransaction'] = (work) =>
    isAway ? Promise.reject(new Error('the database is away')) : opened.database.inTransaction(work)
  const { note, flush, stop, failures } = days({ inTransaction })
  note(one())
  await flush()
  note(one())
  await flush()
  expect(failures).toHaveLength(2)
  isAway = false
  note(one())
  await flush()
  await stop()
  expect((await kept()).map(({ reached }) => reached)).toEqual([3])
})
