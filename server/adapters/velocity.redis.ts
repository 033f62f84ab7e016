import { onceByName } from '../ports/onceByName'
import type { Velocity, VelocityCount } from '../ports/velocity'
import type { RedisCounters } from './redis'
import { countedBefore, type VelocityInMemory, type Windows, windowsAt } from './velocity.memory'

/**
 * Counts that processes share in Redis, beside those of this process, which counts all along: of the two the higher one holds,
 * and what the others have counted is kept here. So a Redis that is lost, or comes back empty, loosens nothing that was known.
 * Attempts of one moment are one trip, and nothing waits for it longer than the counters of limits do.
 */
export function velocityInRedis(redis: Pick<RedisCounters, 'run' | 'disguise'>, own: VelocityInMemory): Velocity {
  const ask = atOnce(redis)
  return {
    async count(names, now) {
      const answer = ask(names, now.getTime())
      const counted = await own.count(names, now)
      const said = await answer
      if (!said) return counted
      return counted.map((here, at) => {
        const windows = said[at] as Windows
        own.learn(names[at] as string, windows)
        return higher(here, countedBefore(windows, now.getTime()))
      })
    },
  }
}

function higher(one: VelocityCount, other: VelocityCount): VelocityCount {
  return { tenMinutes: Math.max(one.tenMinutes, other.tenMinutes), hour: Math.max(one.hour, other.hour) }
}

interface Asking {
  names: readonly string[]
  resolve: (said: Windows[] | null) => void
}

/** Redis does nothing else while a script runs; with five names each, so many attempts take it a millisecond or two. */
const attemptsPerTrip = 64

/** Questions of one tick go out together. */
function atOnce({ run, disguise }: Pick<RedisCounters, 'run' | 'disguise'>) {
  const keyOf = keysOf(disguise)
  let waiting: Asking[] = []
  const send = async (at: number) => {
    const asking = waiting
    waiting = []
    const keys = asking.flatMap(({ names }) => names.map(keyOf))
    const said = (await run(countScript, keys, windowsAt(at))) as Windows[] | null
    let from = 0
    for (const { names, resolve } of asking) {
      resolve(said?.slice(from, from + names.length) ?? null)
      from += names.length
    }
  }
  return (names: readonly string[], at: number): Promise<Windows[] | null> =>
    new Promise((resolve) => {
      waiting.push({ names, resolve })
      if (waiting.length === 1) setImmediate(() => waiting.length > 0 && void send(at))
      if (waiting.length === attemptsPerTrip) void send(at)
    })
}

const keysAtMost = 20_000

/** Addresses and networks come back with every attempt from there, and to hash a name takes as long as to look ten up. */
function keysOf(disguise: (name: string) => string): (name: string) => string {
  const once = onceByName<string>(keysAtMost)
  return (name) => once(name, () => `kaquan:velocity:${disguise(name)}`)
}

/**
 * For each key two sliding windows as `Windows`, in which one more is counted. A process whose clock is behind counts into the
 * window that is there. They end by themselves when no window reaches them any more.
 */
const countScript = `
local said = {}
for at, key in ipairs(KEYS) do
  local kept = {}
  for number in string.gmatch(redis.call('get', key) or '', '%d+') do kept[#kept + 1] = tonumber(number) end
  for window = 1, 2 do
    local first = window * 3 - 2
    local number, inside, before = kept[first] or 0, kept[first + 1] or 0, kept[first + 2] or 0
    local now = tonumber(ARGV[window])
    if now > number then
      if now == number + 1 then before = inside else before = 0 end
      number, inside = now, 0
    end
    kept[first], kept[first + 1], kept[first + 2] = number, inside + 1, before
  end
  redis.call('set', key, table.concat(kept, ' '), 'EX', 7200)
  said[at] = kept
end
return said
`
