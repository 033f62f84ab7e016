import { setTimeout as sleep } from 'node:timers/promises'
import Redis from 'ioredis'
import { type TestRedis, testRedis } from '../../tests/support/testRedis'
import { type Attempts, attemptsWith, type Tried } from '../http/attempts'
import { Refused } from '../http/refused'
import { type RedisCounters, redisCounters } from './redis'

let server: TestRedis
beforeAll(async () => {
  server = await testRedis()
}, 60_000)
afterAll(() => server.stop())

interface Member {
  attempts: Attempts
  counters: RedisCounters
  /** Every change of state, in order. */
  told: string[]
}

const members: Member[] = []
afterEach(async () => {
  await Promise.all(members.splice(0).map(({ counters }) => counters.close()))
})

/** A process among several, once its Redis answers. */
async function member(url = server.url): Promise<Member> {
  const told: string[] = []
  const counters = redisCounters({
    url,
    disguise: (key) => Buffer.from(key).toString('base64url'),
    told: (answers) => void told.push(answers ? 'up' : 'down'),
    limitMs: 250,
    againMs: 100,
  })
  const one = { attempts: attemptsWith({ shared: counters }), counters, told }
  members.push(one)
  return one
}

async function until(isSo: () => boolean, what: string): Promise<void> {
  const end = Date.now() + 15_000
  while (!isSo()) {
    if (Date.now() > end) throw new Error(`it never was so: ${what}`)
    await sleep(10)
  }
}

const isUp = ({ told }: Member) => until(() => told.at(-1) === 'up', 'Redis answers')
const isDown = ({ told }: Member) => until(() => told.at(-1) === 'down', 'Redis does not answer')

async function joined(): Promise<Member> {
  const one = await member()
  await isUp(one)
  return one
}

// What another test or another run has counted is not ours.
let strangers = Date.now()
const fresh = () => `s${++strangers}`
const guessAt = (card: string) =>
  ({ phone: fresh(), card, session: fresh(), cardholder: fresh(), address: fresh() }) as Tried<'otpTry'>

/** Tries until one is refused; answers how many were not. */
async function granted(tries: number, attempt: (made: number) => Promise<unknown>): Promise<number> {
  let count = 0
  for (let made = 0; made < tries; made++) {
    await attempt(made).then(
      () => {
        count += 1
      },
      (error: unknown) => {
        if (!(error instanceof Refused)) throw error
      },
    )
  }
  return count
}

const guess = ({ attempts }: Member, card: string) => attempts.count('otpTry', guessAt(card))

test('processes share one limit', async () => {
  const all = [await joined(), await joined(), await joined()]
  const card = fresh()
  expect(await granted(60, (made) => guess(all[made % 3] as Member, card))).toBe(15)
})

test('what is taken back is taken back for all, and never below nothing', async () => {
  const [one, other] = [await joined(), await joined()]
  const card = fresh()
  for (let made = 0; made < 40; made++) {
    const takeBack = await guess(one, card)
    await Promise.all([takeBack(), takeBack()])
  }
  expect(await granted(30, () => guess(other, card))).toBe(15)
})

test('a key that one process closes is closed for all, until the same time', async () => {
  const [one, other] = [await joined(), await joined()]
  const card = fresh()
  await granted(16, () => guess(one, card))
  const refusal = await guess(other, card).catch((error: Refused) => error)
  expect(refusal).toMatchObject({ code: 'attempts_exceeded' })
  const wait = (refusal as Refused).details.retryAfterSeconds ?? 0
  expect(wait).toBeGreaterThan(880)
  expect(wait).toBeLessThanOrEqual(900)
})

test('counters end by themselves in Redis, and hold nothing in clear', async () => {
  const one = await joined()
  const card = `visible${fresh()}`
  await granted(16, () => guess(one, card))
  const looking = new Redis(server.url)
  try {
    const keys = await looking.keys('kaquan:tries:*')
    expect(keys.length).toBeGreaterThan(5)
    expect(keys.filter((key) => key.includes('visible'))).toEqual([])
    for (const key of keys) expect(await looking.pttl(key)).toBeGreaterThan(0)
  } finally {
    looking.disconnect()
  }
})

describe('when Redis dies in the middle', () => {
  test('nothing opens, nothing waits, it is told once, and it heals by itself', async () => {
    const [one, other] = [await joined(), await joined()]
    const card = fresh()
    expect(await granted(9, () => guess(one, card))).toBe(9)
    expect(await granted(3, () => guess(other, card))).toBe(3)
    await server.kill()
    const began = Date.now()
    // The other one knows what it heard last: twelve of fifteen.
    expect(await granted(40, () => guess(other, card))).toBe(3)
    expect(Date.now() - began).toBeLessThan(2_000)
    await isDown(other)
    expect(other.told).toEqual(['up', 'down'])

    await server.startAgain()
    await Promise.all([isUp(one), isUp(other)])
    expect(other.told).toEqual(['up', 'down', 'up'])
    // Redis may know nothing any more: the process does.
    expect(await granted(20, () => guess(other, card))).toBe(0)
    // And they share again.
    const next = fresh()
    expect(await granted(60, (made) => guess(made % 2 ? one : other, next))).toBe(15)
  }, 40_000)

  test('with tries under way, each of them ends, refused or counted, and none fails', async () => {
    const one = await joined()
    const card = fresh()
    const outcomes = Array.from({ length: 200 }, async (_, each) => {
      await sleep(each % 20)
      return guess(one, card).then(
        () => 'granted',
        (error: unknown) => (error instanceof Refused ? 'refused' : String(error)),
      )
    })
    await sleep(8)
    await server.kill()
    const ended = await Promise.all(outcomes)
    expect(ended.filter((outcome) => outcome !== 'refused' && outcome !== 'granted')).toEqual([])
    expect(ended.filter((outcome) => outcome === 'granted').length).toBeLessThanOrEqual(15)
    await server.startAgain()
    await isUp(one)
  }, 40_000)
})

test('a Redis that hangs costs one moment, not one for each try', async () => {
  const one = await joined()
  server.hang()
  const began = Date.now()
  const card = fresh()
  expect(await granted(40, () => guess(one, card))).toBe(15)
  const taken = Date.now() - began
  server.goOn()
  // One limit of 250 ms for the first question; forty of them would be ten seconds.
  expect(taken).toBeLessThan(3_000)
  expect(one.told).toEqual(['up', 'down'])
  await isUp(one)
}, 40_000)

test('a Redis that was never there is told once, and each process counts for itself', async () => {
  const one = await member('redis://127.0.0.1:9/0')
  await isDown(one)
  expect(await granted(40, () => guess(one, fresh()))).toBe(40)
  const card = fresh()
  expect(await granted(40, () => guess(one, card))).toBe(15)
  await sleep(500)
  expect(one.told).toEqual(['down'])
})

test('a burst of tries is no loss: whoever is late counts for itself, and the rest is shared on', async () => {
  const one = await joined()
  const burst = Array.from({ length: 1_500 }, () => guess(one, fresh()))
  await Promise.all(burst)
  expect(one.told).toEqual(['up'])
  const [other, card] = [await joined(), fresh()]
  expect(await granted(60, (made) => guess(made % 2 ? one : other, card))).toBe(15)
}, 40_000)
