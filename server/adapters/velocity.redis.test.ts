import { setTimeout as sleep } from 'node:timers/promises'
import Redis from 'ioredis'
import { type TestRedis, testRedis } from '../../tests/support/testRedis'
import type { Velocity } from '../ports/velocity'
import { type RedisCounters, redisCounters } from './redis'
import { velocityInMemory } from './velocity.memory'
import { velocityInRedis } from './velocity.redis'

let server: TestRedis
beforeAll(async () => {
  server = await testRedis()
}, 60_000)
afterAll(() => server.stop())

const start = Date.parse('2026-11-22T04:00:00.000Z')
const at = (seconds: number) => new Date(start + seconds * 1_000)

interface Member {
  velocity: Velocity
  counters: RedisCounters
  told: string[]
}

const members: Member[] = []
afterEach(async () => {
  await Promise.all(members.splice(0).map(({ counters }) => counters.close()))
})

/** A process among several, once its Redis answers. */
async function joined(): Promise<Member> {
  const told: string[] = []
  const counters = redisCounters({
    url: server.url,
    disguise: (key) => Buffer.from(key).toString('base64url'),
    told: (answers) => void told.push(answers ? 'up' : 'down'),
    limitMs: 250,
    againMs: 100,
  })
  const one = { velocity: velocityInRedis(counters, velocityInMemory()), counters, told }
  members.push(one)
  await isTold(one, 'up')
  return one
}

async function isTold({ told }: Member, state: 'up' | 'down'): Promise<void> {
  const end = Date.now() + 15_000
  while (told.at(-1) !== state) {
    if (Date.now() > end) throw new Error(`Redis never was ${state}`)
    await sleep(10)
  }
}

// What another test or another run has counted is not ours.
let strangers = Date.now()
const fresh = () => `v${++strangers}`

async function attempts(
  { velocity }: Member,
  name: string,
  { count, seconds = 0 }: { count: number; seconds?: number },
) {
  for (let made = 0; made < count; made++) await velocity.count([name], at(seconds))
}

test('processes know of the attempts of each other, of each name on its own', async () => {
  const [one, other] = [await joined(), await joined()]
  const [shared, alone] = [fresh(), fresh()]
  await attempts(one, shared, { count: 4 })
  await attempts(other, shared, { count: 3 })
  expect(await one.velocity.count([shared, alone], at(1))).toEqual([
    { tenMinutes: 7, hour: 7 },
    { tenMinutes: 0, hour: 0 },
  ])
})

test('both forget alike', async () => {
  const [one, other] = [await joined(), await joined()]
  const name = fresh()
  await attempts(one, name, { count: 40 })
  // Of the ten minutes before, a quarter still lies within reach.
  expect(await other.velocity.count([name], at(1_050))).toEqual([{ tenMinutes: 10, hour: 40 }])
  expect(await one.velocity.count([name], at(1_800))).toEqual([{ tenMinutes: 0, hour: 41 }])
  expect(await other.velocity.count([name], at(7_200))).toEqual([{ tenMinutes: 0, hour: 0 }])
})

test('a process whose clock is behind loosens nothing', async () => {
  const [ahead, behind] = [await joined(), await joined()]
  const name = fresh()
  await attempts(ahead, name, { count: 5, seconds: 601 })
  expect(await behind.velocity.count([name], at(599))).toEqual([{ tenMinutes: 5, hour: 5 }])
  expect(await ahead.velocity.count([name], at(602))).toEqual([{ tenMinutes: 6, hour: 6 }])
})

test('counts end by themselves in Redis, and hold nothing in clear', async () => {
  const one = await joined()
  await attempts(one, `visible${fresh()}`, { count: 1 })
  const looking = new Redis(server.url)
  try {
    const keys = await looking.keys('kaquan:velocity:*')
    expect(keys.length).toBeGreaterThan(0)
    expect(keys.filter((key) => key.includes('visible'))).toEqual([])
    for (const key of keys) expect(await looking.ttl(key)).toBeGreaterThan(0)
  } finally {
    looking.disconnect()
  }
})

test('what is counted in one moment is one trip', async () => {
  const trips: number[] = []
  const redis = {
    disguise: (name: string) => name,
    run: async (_: string, keys: readonly string[]) => {
      trips.push(keys.length)
      return keys.map(() => [0, 9, 0, 0, 9, 0])
    },
  }
  const velocity = velocityInRedis(redis, velocityInMemory())
  const counted = await Promise.all(Array.from({ length: 64 }, (_, one) => velocity.count([`${one}`, 'all'], at(0))))
  expect(trips).toEqual([128])
  // This process alone has counted more under the one name, and less under the other.
  expect(counted[63]).toEqual([
    { tenMinutes: 8, hour: 8 },
    { tenMinutes: 63, hour: 63 },
  ])
})

test('a name that comes back is disguised once, and has the same key', async () => {
  const disguised: string[] = []
  const asked: string[] = []
  const redis = {
    disguise: (name: string) => `${name}, the ${disguised.push(name)}th`,
    run: async (_: string, keys: readonly string[]) => {
      asked.push(...keys)
      return keys.map(() => [0, 0, 0, 0, 0, 0])
    },
  }
  const velocity = velocityInRedis(redis, velocityInMemory())
  for (const name of ['one', 'other', 'one']) await velocity.count([name, 'network'], at(0))
  expect(disguised).toEqual(['one', 'network', 'other'])
  const key = (said: string) => `kaquan:velocity:${said}`
  const [one, network, other] = [key('one, the 1th'), key('network, the 2th'), key('other, the 3th')]
  expect(asked).toEqual([one, network, other, network, one, network])
})

describe('when Redis is gone', () => {
  test('what was known holds, nothing waits, and it heals by itself', async () => {
    const [one, other] = [await joined(), await joined()]
    const name = fresh()
    await attempts(one, name, { count: 20 })
    await attempts(other, name, { count: 1 })
    await server.kill()
    // It has heard of the twenty, and goes on counting its own.
    expect(await other.velocity.count([name], at(1))).toEqual([{ tenMinutes: 21, hour: 21 }])
    await isTold(other, 'down')
    await attempts(other, name, { count: 100, seconds: 2 })
    expect(await other.velocity.count([name], at(3))).toEqual([{ tenMinutes: 122, hour: 122 }])

    await server.startAgain()
    await Promise.all([isTold(one, 'up'), isTold(other, 'up')])
    // One that came back empty loosens nothing either.
    expect(await other.velocity.count([name], at(4))).toEqual([{ tenMinutes: 123, hour: 123 }])
    await attempts(one, name, { count: 1, seconds: 5 })
    const [counted] = await one.velocity.count([name], at(6))
    expect(counted?.tenMinutes).toBeGreaterThanOrEqual(21)
  })

  test('one that hangs is waited for once', async () => {
    const one = await joined()
    const name = fresh()
    await attempts(one, name, { count: 3 })
    server.hang()
    try {
      const waiting = Array.from({ length: 300 }, () => one.velocity.count([name], at(1)))
      expect((await Promise.all(waiting)).at(-1)).toEqual([{ tenMinutes: 302, hour: 302 }])
      await isTold(one, 'down')
      const [counted] = await one.velocity.count([name], at(2))
      expect(counted).toEqual({ tenMinutes: 303, hour: 303 })
    } finally {
      server.goOn()
    }
  })
})
