import type { Lane } from '../../shared/contract/riskRules'
import {
  attemptLimits,
  type Counted,
  type CountedBy,
  type Limit,
  longestClosing,
  type Rule,
  type RulesBy,
} from './attemptLimits'
import { type Counters, closedCount, countersInMemory, isClosed, type Place, type Standing } from './counters'
import { addressKey, networkKey } from './networks'
import { Refused } from './refused'

export type { Counted } from './attemptLimits'

/** Who tries: a value for everything that the limit counts by, so that none can be forgotten. */
export type Tried<What extends Counted> = Record<Exclude<RulesBy<What>, 'total' | 'network'>, string> & {
  /** The risk lane in which the try is made; `normal` when it is left out. */
  lane?: Lane
  /** Whether it is about something that the caller has not proved to own; they have when it is left out. */
  isStranger?: boolean
}

/** Uncounts a try that turned out right, or that nobody is to blame for. */
export type TakeBack = () => Promise<void>

export interface Attempts {
  /**
   * Counts one try by every rule of its limit, before it is made, so that tries at the same moment cannot slip through
   * together. A try that one rule refuses is counted by none.
   * @throws Refused with the limit's code and Retry-After
   */
  count<What extends Counted>(what: What, tried: Tried<NoInfer<What>>): Promise<TakeBack>
  /**
   * Counts nothing, and asks no other process: for what is right nearly always, where only what was wrong is counted, after
   * it was. What slips through at one moment must be past guessing.
   * @throws Refused with the limit's code and Retry-After, once a rule is used up
   */
  refuseSpent<What extends Counted>(what: What, tried: Tried<NoInfer<What>>): Promise<void>
}

/** A refusal by a limit, for the figures. */
export interface RefusedTry {
  door: Counted
  rule: CountedBy
  lane: Lane
}

interface Parts {
  /** Counters that processes share; answers null while they cannot be reached. */
  shared?: SharedCounters
  refused?: (refusal: RefusedTry) => void
}

export interface SharedCounters {
  /** What is asked of the counters; null while they do not answer, at once while that is known. */
  ask<Answer>(question: (counters: Counters) => Promise<Answer>): Promise<Answer | null>
}

/** Counts in the memory of this process: with several processes, each grants the whole of a limit. */
export const attemptsInMemory = (): Attempts => attemptsWith({})

/**
 * Counts in memory and, where there are any, in counters that processes share. Memory counts all along and keeps what it
 * hears from the others, so that it knows nearly as much as they do at the moment at which they are lost, and stays a second
 * lock when they come back with nothing in them.
 */
export function attemptsWith({ shared, refused }: Parts): Attempts {
  const counting = { memory: countersInMemory(), shared: shared ?? nobodyElse }
  const refuse = (what: Counted, place: PlaceOfRule, leftMs: number): never => {
    refused?.({ door: what, rule: place.rule.by, lane: place.lane })
    throw new Refused(attemptLimits[what].refusal, { retryAfterSeconds: Math.max(1, Math.ceil(leftMs / 1000)) })
  }
  return {
    async count(what, tried) {
      const places = placesOf(what, tried)
      const inMemory = await countInMemory(counting, places)
      if (inMemory.over) return refuse(what, inMemory.over, await closingOf(counting, inMemory.over))
      const { over, takeBack } = await countShared(counting, inMemory.counted)
      if (over) return refuse(what, over, await closingOf(counting, over))
      return takeBack
    },
    async refuseSpent(what, tried) {
      for (const place of placesOf(what, tried)) {
        const standing = await counting.memory.read(place)
        if (standing.count >= place.tries) refuse(what, place, standing.leftMs)
      }
    },
  }
}

const nobodyElse: SharedCounters = { ask: async () => null }

interface Counting {
  memory: Counters
  shared: SharedCounters
}

interface PlaceOfRule extends Place {
  rule: Rule
  tries: number
  lane: Lane
}

/** A try that was counted at a place, and until when its window runs. */
interface CountedAt {
  place: PlaceOfRule
  until: number
}

interface Over extends PlaceOfRule {
  standing: Standing
}

type AnyTried = Partial<Record<CountedBy, string>> & Pick<Tried<Counted>, 'lane' | 'isStranger'>

/** The counters that a try belongs to. Keys name the door, the rule and, where it counts apart, the lane. */
function placesOf(what: Counted, tried: AnyTried): PlaceOfRule[] {
  const limit: Limit = attemptLimits[what]
  const { lane = 'normal', isStranger = false } = tried
  const rules = limit.rules.filter(({ strangers }) => !(isStranger && strangers === 'none'))
  return rules.map((rule) => {
    const apart = lane === 'normal' ? undefined : rule.lanes?.[lane]
    const part = isStranger && rule.strangers !== 'none' ? rule.strangers : undefined
    const tries = apart ?? part ?? rule.tries
    const key = [what, rule.by, rule.seconds, apart === undefined ? '' : lane, keyOf(tried, rule.by)].join(' ')
    return { key, seconds: rule.seconds, rule, tries, lane }
  })
}

function keyOf(tried: Partial<Record<CountedBy, string>>, by: CountedBy): string {
  if (by === 'total') return by
  const key = tried[by === 'network' ? 'address' : by]
  if (key === undefined) throw new Error(`a try is counted by ${by}, which was not given`)
  if (by === 'network') return networkKey(key)
  return by === 'address' ? addressKey(key) : key
}

async function countInMemory({ memory, shared }: Counting, places: readonly PlaceOfRule[]) {
  const counted: CountedAt[] = []
  for (const place of places) {
    const standing = await memory.add(place)
    counted.push(countedAt(place, standing))
    if (standing.count <= place.tries) continue
    // Before a key is closed the others are asked: they may have closed it already.
    const known = closesNow(place, standing) ? await shared.ask((all) => all.add(place)) : null
    const over = { ...place, standing: known && known.count > standing.count ? known : standing }
    await takeAllBack(memory, counted, over)
    return { over, counted }
  }
  return { over: null, counted }
}

/** All at once, since each costs the same way there and back. */
async function countShared(counting: Counting, counted: readonly CountedAt[]) {
  const { memory, shared } = counting
  const standings = await shared.ask((all) => Promise.all(counted.map(({ place }) => all.add(place))))
  const inShared = counted.map(({ place }, each) => countedAt(place, standings?.[each] ?? { count: 0, leftMs: 0 }))
  const takeBack = once(async () => {
    await takeAllBack(memory, counted)
    if (standings) await shared.ask((all) => takeAllBack(all, inShared))
  })
  if (!standings) return { over: null, takeBack }
  await Promise.all(counted.map(({ place }, each) => memory.raise(place, standings[each] ?? { count: 0, leftMs: 0 })))
  const first = counted.findIndex(({ place }, each) => (standings[each]?.count ?? 0) > place.tries)
  const place = counted[first]?.place
  const standing = standings[first]
  if (!place || !standing) return { over: null, takeBack }
  const over = { ...place, standing }
  await takeAllBack(memory, counted, over)
  await shared.ask((all) => takeAllBack(all, inShared, over))
  return { over, takeBack }
}

/** The library keeps time for its counters by the process's own clock, and what is asked here is only whether that is over. */
const elapsed = () => performance.now()

function countedAt(place: PlaceOfRule, { leftMs }: Standing): CountedAt {
  return { place, until: elapsed() + leftMs }
}

/** Nothing is taken back from a window that is over: in the next one it would be a try for free. Nor from a key that closes. */
async function takeAllBack(counters: Counters, counted: readonly CountedAt[], over?: Over): Promise<void> {
  const now = elapsed()
  const left = counted.filter(({ place, until }) => until > now && !(place.key === over?.key && closes(over)))
  await Promise.all(left.map(({ place }) => counters.takeBack(place)))
}

function once(act: () => Promise<void>): TakeBack {
  let done: Promise<void> | undefined
  return () => {
    done ??= act()
    return done
  }
}

const closes = ({ rule, standing }: Over) => rule.closes !== undefined && !isClosed(standing)

/** Of tries at the same moment one alone meets the count at which the key is closed. */
const closesNow = ({ rule, tries }: PlaceOfRule, { count }: Standing) =>
  rule.closes !== undefined && count === tries + 1

/** How long there is to wait, after closing the key when it is this try that closes it. */
async function closingOf({ memory, shared }: Counting, over: Over): Promise<number> {
  const { rule, standing } = over
  if (rule.closes === undefined || !closesNow(over, standing)) {
    if (isClosed(standing)) await memory.raise(over, standing)
    return standing.leftMs
  }
  const closings = { key: `closings ${over.key}`, seconds: 2 * longestClosing }
  const times = Math.max((await memory.add(closings)).count, (await shared.ask((all) => all.add(closings)))?.count ?? 0)
  const seconds = closedForSeconds(rule.closes, times)
  const close = async (all: Counters) => {
    await all.put({ ...over, seconds }, closedCount)
    await all.put({ ...closings, seconds: seconds + longestClosing }, times)
  }
  await close(memory)
  await shared.ask(close)
  return seconds * 1000
}

/** The length of a key's so-manieth closing within a day of the one before. */
export function closedForSeconds(first: number, times: number): number {
  return Math.min(longestClosing, first * 2 ** Math.min(times - 1, 30))
}
