import { heldSurroundings } from '../../tests/support/surroundings'
import { type TestDatabase, testDatabase } from '../../tests/support/testDatabase'
import { dueRows, enqueue, takeLease } from '../db/outbox'
import { type OutboxHandlers, type OutboxMessage, outboxTopics } from '../db/outboxTopics'
import { Unsure } from '../ports/unsure'
import { attemptsLimit, deliverOutbox, waitMs } from './deliverOutbox'

let opened: TestDatabase
const surroundings = heldSurroundings('2026-11-22T02:00:00.000Z')

beforeAll(async () => {
  opened = await testDatabase()
})
afterAll(() => opened.close())
beforeEach(() => opened.database.inTransaction((tx) => tx.change('DELETE FROM outbox')))

async function write(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => surroundings.newId())
  await opened.database.inTransaction(async (tx) => {
    for (const id of ids) {
      await enqueue(tx, {
        id,
        topic: 'tier.upgraded',
        programmeId: 'p',
        cardholderId: surroundings.newId(),
        payload: { from: 'basic', to: 'gold', upgradedAt: surroundings.now().toISOString() },
        now: surroundings.now(),
      })
    }
  })
  return ids
}

function handlersOf(take: (message: OutboxMessage) => Promise<unknown>): OutboxHandlers {
  return Object.fromEntries(Object.keys(outboxTopics).map((topic) => [topic, take])) as OutboxHandlers
}

const deliver = (take: (message: OutboxMessage) => Promise<unknown>, signal?: AbortSignal) =>
  deliverOutbox({ database: opened.database, surroundings, handlers: handlersOf(take), signal })

const rowOf = async (id = '') => {
  const [row] = await opened.database.reader.rows<{
    attempts: number
    due_at: unknown
    last_error: string | null
    payload: string
  }>('SELECT attempts, due_at, last_error, payload FROM outbox WHERE id = ?', [id])
  return row
}

test('a message is delivered with its payload, once', async () => {
  await write(1)
  const seen: OutboxMessage[] = []
  const take = async (message: OutboxMessage) => seen.push(message)
  expect(await deliver(take)).toEqual({ delivered: 1, putOff: 0, parked: 0 })
  expect(await deliver(take)).toEqual({ delivered: 0, putOff: 0, parked: 0 })
  expect(seen).toMatchObject([{ topic: 'tier.upgraded', programmeId: 'p', payload: { from: 'basic', to: 'gold' } }])
})

test('a message of a transaction that failed is never seen', async () => {
  await opened.database
    .inTransaction(async (tx) => {
      await enqueue(tx, {
        id: surroundings.newId(),
        topic: 'tier.upgraded',
        programmeId: 'p',
        cardholderId: surroundings.newId(),
        payload: { from: 'basic', to: 'gold', upgradedAt: surroundings.now().toISOString() },
        now: surroundings.now(),
      })
      throw new Error('changed its mind')
    })
    .catch(() => undefined)
  expect(await deliver(async () => undefined)).toEqual({ delivered: 0, putOff: 0, parked: 0 })
})

test('several workers at once deliver each message exactly once', async () => {
  const ids = await write(60)
  const seen: string[] = []
  const take = async ({ id }: OutboxMessage) => seen.push(id)
  const rounds = await Promise.all([deliver(take), deliver(take), deliver(take)])
  expect(seen.sort()).toEqual(ids.sort())
  expect(rounds.reduce((sum, round) => sum + round.delivered, 0)).toBe(60)
})

test('a worker that read the row before another took it gets no lease', async () => {
  await write(1)
  const now = surroundings.now()
  const until = new Date(now.getTime() + 1000)
  const [row] = await dueRows(opened.database.reader, { now, limit: 10 })
  if (!row) throw new Error('nothing is due')
  expect(await takeLease(opened.database, row, { now, until })).toEqual({ id: row.id, attempts: 1 })
  expect(await takeLease(opened.database, row, { now, until })).toBeNull()
})

test('what a dead worker held is taken again when its lease has run out', async () => {
  await write(1)
  const now = surroundings.now()
  const [row] = await dueRows(opened.database.reader, { now, limit: 10 })
  if (!row) throw new Error('nothing is due')
  await takeLease(opened.database, row, { now, until: new Date(now.getTime() + 1000) })
  expect((await deliver(async () => undefined)).delivered).toBe(0)
  surroundings.advance(1000)
  expect((await deliver(async () => undefined)).delivered).toBe(1)
})

test('a delivery without an answer is tried again later, and its neighbours go out', async () => {
  const [first, second] = await write(2)
  const unsure = new Unsure({ otherSide: 'wechat', call: 'sendSubscribe', why: 'time-out' })
  const take = async ({ id }: OutboxMessage) => {
    if (id === first) throw unsure
  }
  expect(await deliver(take)).toEqual({ delivered: 1, putOff: 1, parked: 0 })
  expect((await rowOf(first))?.last_error).toContain('time-out')
  expect((await rowOf(second))?.last_error).toBeNull()
  expect(await deliver(async () => undefined)).toEqual({ delivered: 0, putOff: 0, parked: 0 })
  surroundings.advance(5_000)
  expect(await deliver(async () => undefined)).toEqual({ delivered: 1, putOff: 0, parked: 0 })
})

test('what never succeeds is parked after the last attempt', async () => {
  const [id] = await write(1)
  for (let attempt = 1; attempt < attemptsLimit; attempt++) {
    expect(await deliver(() => Promise.reject(new Error('no')))).toEqual({ delivered: 0, putOff: 1, parked: 0 })
    surroundings.advance(3_600_000)
  }
  expect(await deliver(() => Promise.reject(new Error('no')))).toEqual({ delivered: 0, putOff: 0, parked: 1 })
  surroundings.advance(3_600_000)
  expect(await deliver(async () => undefined)).toEqual({ delivered: 0, putOff: 0, parked: 0 })
  expect(await rowOf(id)).toMatchObject({ attempts: attemptsLimit, due_at: null, last_error: 'no' })
})

test('stops taking messages when asked to stop', async () => {
  await write(20)
  const stop = new AbortController()
  const round = await deliver(async () => stop.abort(), stop.signal)
  expect(round.delivered).toBeLessThan(20)
  expect((await deliver(async () => undefined)).delivered).toBe(20 - round.delivered)
})

test('what was delivered keeps nothing of what it said', async () => {
  const [id] = await write(1)
  await deliver(async () => undefined)
  expect(await rowOf(id)).toMatchObject({ payload: '{}' })
})

test.each([
  [1, 2_500, 5_000],
  [2, 5_000, 10_000],
  [11, 1_800_000, 3_600_000],
])('attempt %i is followed by a wait between %i and %i ms', (attempts, shortest, longest) => {
  expect(waitMs(attempts, () => 0)).toBe(shortest)
  expect(waitMs(attempts, () => 0.999999999)).toBe(longest)
})
