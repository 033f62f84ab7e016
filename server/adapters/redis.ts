import { readFileSync } from 'node:fs'
import Redis from 'ioredis'
import { RateLimiterRedis } from 'rate-limiter-flexible'
import type { SharedCounters } from '../http/attempts'
import { type Counters, closedCount, type Place, type Standing } from '../http/counters'
import { redisAddress } from '../ports/encryptedUrl'

export interface RedisSide {
  url: string
  /** Makes of a counter's key what may stand in Redis: keys name phones, cards and addresses. */
  disguise: (key: string) => string
  /** Told once for each change: whether the shared counters answer, and if not, why. */
  told: (answers: boolean, why?: string) => void
  /** How long anything may wait for Redis. */
  limitMs?: number
  /** How often a Redis that was lost is asked whether it is back. */
  againMs?: number
}

export interface RedisCounters extends SharedCounters {
  /** Runs a script over keys, in one trip; null as `ask` is. Keys come as they may stand in Redis. */
  run(script: string, keys: readonly string[], values: readonly number[]): Promise<unknown>
  disguise: RedisSide['disguise']
  close(): Promise<void>
}

/**
 * Counters in Redis. Nothing waits for it longer than a moment: the first question that fails, or is late while nothing else is
 * heard, closes the way, and only a ping that is answered opens it again, so that a Redis that is dead or hangs costs one moment
 * and not one for each try. One that is only busy, or a process that is, goes without it for that question alone.
 */
export function redisCounters({ url, disguise, told, limitMs = 250, againMs = 1_000 }: RedisSide): RedisCounters {
  const redis = clientOf(url, { limitMs, againMs })
  const counters = countersIn(redis, disguise)
  let state: 'starting' | 'up' | 'down' | 'closed' = 'starting'
  let timer: NodeJS.Timeout | undefined
  let heardAt = Number.NEGATIVE_INFINITY
  const line = lineOf(atOnce)
  const isNotUp = () => state !== 'up'

  const lost = (why: string) => {
    if (state === 'closed' || state === 'down') return
    state = 'down'
    told(false, why)
  }
  const askAgain = async () => {
    if (state === 'closed') return
    const isBack = state !== 'up' && redis.status === 'ready' && (await within(limitMs, redis.ping()).catch(() => null))
    if (isBack === 'PONG' && (state === 'starting' || state === 'down')) {
      state = 'up'
      told(true)
    }
    timer = setTimeout(askAgain, againMs).unref()
  }
  redis.on('error', (error: Error) => lost(error.message))
  redis.on('close', () => lost('the connection was closed'))
  redis.on('ready', () => {
    clearTimeout(timer)
    void askAgain()
  })
  redis.connect().catch((error: Error) => lost(error.message))
  timer = setTimeout(askAgain, againMs).unref()

  const answered = async <Answer>(question: () => Promise<Answer>): Promise<Answer | null> => {
    if (isNotUp() || !(await line.enter(limitMs))) return null
    try {
      // It may have been lost while this one stood in line.
      if (isNotUp()) return null
      const answer = await within(limitMs, question())
      heardAt = performance.now()
      return answer
    } catch (error) {
      const isBusy = error instanceof Late && performance.now() - heardAt < limitMs
      if (!isBusy) lost((error as Error).message)
      return null
    } finally {
      line.leave()
    }
  }

  return {
    ask: (question) => answered(() => question(counters)),
    run: (script, keys, values) => answered(() => redis.eval(script, keys.length, ...keys, ...values)),
    disguise,
    async close() {
      state = 'closed'
      clearTimeout(timer)
      redis.disconnect()
    },
  }
}

function clientOf(named: string, { limitMs, againMs }: { limitMs: number; againMs: number }): Redis {
  const { url, tls } = addressIn(named)
  return new Redis(url, {
    tls,
    lazyConnect: true,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 1_000,
    // What is late is not waited for, but forgotten only later: it may be this process that is busy.
    commandTimeout: 8 * limitMs,
    enableAutoPipelining: true,
    retryStrategy: (times) => Math.min(100 * 2 ** times, againMs),
  })
}

/** The certificate is checked, by the authorities that Node trusts or by the one that is named. */
function addressIn(named: string): { url: string; tls: { ca: Buffer | undefined } | undefined } {
  const address = redisAddress(named)
  if (!address) throw new Error('this is no address of a Redis: see REDIS_URL')
  const { url, encryption } = address
  if (!encryption) return { url, tls: undefined }
  return { url, tls: { ca: encryption.caFile === null ? undefined : readFileSync(encryption.caFile) } }
}

/** More questions at the same moment would only be late together. */
const atOnce = 32

/** Lets so many in at a time; whoever would wait for too long is told so, and does without. */
function lineOf(most: number) {
  const waiting: (() => void)[] = []
  let inside = 0
  return {
    enter(limitMs: number): Promise<boolean> {
      inside += 1
      if (inside <= most) return Promise.resolve(true)
      return new Promise((resolve) => {
        const next = () => {
          clearTimeout(timer)
          resolve(true)
        }
        const timer = setTimeout(() => {
          inside -= 1
          waiting.splice(waiting.indexOf(next), 1)
          resolve(false)
        }, limitMs)
        waiting.push(next)
      })
    },
    leave() {
      inside -= 1
      waiting.shift()?.()
    },
  }
}

/** Counts up; or down, but neither below nothing nor a counter that is over, which would be a try for free. */
const countScript = `
local by = tonumber(ARGV[1])
if by < 0 then
  local count = tonumber(redis.call('get', KEYS[1]) or '0')
  if count <= 0 then return {0, 0} end
  return {redis.call('decrby', KEYS[1], -by), redis.call('pttl', KEYS[1])}
end
redis.call('set', KEYS[1], 0, 'EX', ARGV[2], 'NX')
return {redis.call('incrby', KEYS[1], by), redis.call('pttl', KEYS[1])}
`

function countersIn(redis: Redis, disguise: (key: string) => string): Counters {
  // The limits themselves are judged by whoever asks; the library keeps counts and times.
  const kept = new RateLimiterRedis({
    storeClient: redis,
    points: closedCount,
    duration: 1,
    keyPrefix: 'kaquan:tries',
    rejectIfRedisNotReady: true,
    customIncrTtlLuaScript: countScript,
  })
  const read = async ({ key }: Place) => standingOf(await kept.get(disguise(key)))
  return {
    read,
    add: async ({ key, seconds }) => standingOf(await kept.penalty(disguise(key), 1, { customDuration: seconds })),
    async takeBack({ key }) {
      await kept.reward(disguise(key))
    },
    async put({ key, seconds }, count) {
      await kept.set(disguise(key), count, seconds)
    },
    async raise(place, { count, leftMs }) {
      if (leftMs > 0 && count > (await read(place)).count) {
        await kept.set(disguise(place.key), count, Math.ceil(leftMs / 1000))
      }
    },
  }
}

function standingOf(found: { consumedPoints: number; msBeforeNext: number } | null): Standing {
  return found ? { count: found.consumedPoints, leftMs: Math.max(0, found.msBeforeNext) } : { count: 0, leftMs: 0 }
}

class Late extends Error {}

/** Whoever is late is not waited for; what it says then is heard by nobody. What has come in already is heard first. */
async function within<Answer>(limitMs: number, answer: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    const giveUp = () => reject(new Late(`no answer within ${limitMs} ms`))
    timer = setTimeout(() => setImmediate(giveUp), limitMs)
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}
