import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { RefusalCode } from '../../shared/contract/refusals'
import { Refused } from './refused'

const minute = 60
const hour = 60 * minute
const day = 24 * hour

type CountedBy = 'phone' | 'card' | 'session' | 'cardholder' | 'operator' | 'address' | 'total'

interface Limit {
  refusal: RefusalCode
  rules: readonly { by: CountedBy; tries: number; seconds: number }[]
}

/**
 * Every limit on tries, the widest rule first: what a wide rule stops makes no new counters in the narrow ones.
 *
 * Addresses get far more than people do, since a mobile carrier puts thousands of people behind one. The narrow rules
 * overlap on purpose: whoever changes phone, card, device or account to escape one of them runs into another.
 */
export const attemptLimits = {
  /** Only failures stay counted. WeChat's codes cannot be guessed; this keeps noise from our door and WeChat's. */
  logIn: {
    refusal: 'too_many_requests',
    rules: [{ by: 'address', tries: 60, seconds: 10 * minute }],
  },
  /** Every call that WeChat answers stays counted, since it charges for each. A person needs one, or two after a new number. */
  verifyPhone: {
    refusal: 'too_many_requests',
    rules: [
      { by: 'address', tries: 300, seconds: hour },
      { by: 'cardholder', tries: 10, seconds: day },
    ],
  },
  /** A copy of one's own data is a lot of reading. A long one comes in parts, and nobody needs it every day. */
  ownData: {
    refusal: 'too_many_requests',
    rules: [
      { by: 'address', tries: 600, seconds: hour },
      { by: 'cardholder', tries: 60, seconds: hour },
    ],
  },
  /** Every change leaves a message in the inbox, where it stays. Nobody sets a lock once a minute. */
  lockChange: {
    refusal: 'too_many_requests',
    rules: [
      { by: 'address', tries: 1200, seconds: hour },
      { by: 'cardholder', tries: 60, seconds: hour },
    ],
  },
  /** Only unknown tokens stay counted. They cannot be guessed; this keeps the noise of trying away from the desk. */
  operatorToken: {
    refusal: 'attempts_exceeded',
    rules: [
      { by: 'total', tries: 1000, seconds: 10 * minute },
      { by: 'address', tries: 30, seconds: 10 * minute },
    ],
  },
  /** Only failures stay counted, by address and in all; failures at one login are counted in the database. */
  deskDoor: {
    refusal: 'attempts_exceeded',
    rules: [
      { by: 'total', tries: 1000, seconds: 10 * minute },
      { by: 'address', tries: 60, seconds: 10 * minute },
    ],
  },
  /**
   * Every look-up stays counted, whatever it found: support speaks with a few people in ten minutes, while who tries out
   * which phones are known to us needs thousands.
   */
  deskLookup: {
    refusal: 'too_many_requests',
    rules: [
      { by: 'operator', tries: 600, seconds: day },
      { by: 'operator', tries: 60, seconds: 10 * minute },
    ],
  },
  /** Every whole phone number that is shown stays counted. */
  deskUnmask: {
    refusal: 'too_many_requests',
    rules: [
      { by: 'operator', tries: 100, seconds: day },
      { by: 'operator', tries: 20, seconds: hour },
    ],
  },
  /**
   * Only failures stay counted: a person mistypes a name, four digits or a phone a few times, while someone who tries
   * out which card belongs to whom needs thousands of tries.
   */
  cardCheck: {
    refusal: 'attempts_exceeded',
    rules: [
      { by: 'total', tries: 2000, seconds: 10 * minute },
      { by: 'address', tries: 100, seconds: hour },
      { by: 'cardholder', tries: 10, seconds: hour },
      { by: 'session', tries: 8, seconds: hour },
      { by: 'phone', tries: 10, seconds: hour },
      { by: 'card', tries: 10, seconds: hour },
    ],
  },
  /**
   * Every message sent stays counted: it costs the bank money and disturbs whoever owns the phone, who may be a
   * stranger. Five in an hour are a bad reception; ten in a day are nobody's need. One session may not be turned into a
   * message cannon by changing phones.
   */
  cardMessage: {
    refusal: 'otp_too_many_messages',
    rules: [
      { by: 'total', tries: 3000, seconds: 10 * minute },
      { by: 'address', tries: 200, seconds: hour },
      { by: 'cardholder', tries: 15, seconds: day },
      { by: 'session', tries: 8, seconds: hour },
      { by: 'phone', tries: 10, seconds: day },
      { by: 'phone', tries: 5, seconds: hour },
      { by: 'card', tries: 5, seconds: hour },
    ],
  },
  /**
   * Only failures stay counted. The bank ends a challenge after a few wrong passwords; this stops going on with ever
   * new challenges: fifteen guesses an hour at six digits would take years.
   */
  otpTry: {
    refusal: 'attempts_exceeded',
    rules: [
      { by: 'total', tries: 2000, seconds: 10 * minute },
      { by: 'address', tries: 200, seconds: hour },
      { by: 'cardholder', tries: 15, seconds: hour },
      { by: 'session', tries: 12, seconds: hour },
      { by: 'phone', tries: 15, seconds: hour },
      { by: 'card', tries: 15, seconds: hour },
    ],
  },
  /** Every message sent stays counted, as with `cardMessage`. A person loosens the lock or redeems dearly a few times a day. */
  stepUpMessage: {
    refusal: 'otp_too_many_messages',
    rules: [
      { by: 'total', tries: 3000, seconds: 10 * minute },
      { by: 'address', tries: 200, seconds: hour },
      { by: 'cardholder', tries: 20, seconds: day },
      { by: 'session', tries: 8, seconds: hour },
      { by: 'card', tries: 8, seconds: hour },
    ],
  },
  /** Only failures stay counted, as with `otpTry`. */
  stepUpTry: {
    refusal: 'attempts_exceeded',
    rules: [
      { by: 'total', tries: 2000, seconds: 10 * minute },
      { by: 'address', tries: 200, seconds: hour },
      { by: 'cardholder', tries: 15, seconds: hour },
      { by: 'session', tries: 12, seconds: hour },
      { by: 'card', tries: 15, seconds: hour },
    ],
  },
} as const satisfies Record<string, Limit>

export type Counted = keyof typeof attemptLimits

/** Who tries: a value for everything that the limit counts by, so that none can be forgotten. */
export type Tried<What extends Counted> = Record<
  Exclude<(typeof attemptLimits)[What]['rules'][number]['by'], 'total'>,
  string
>

/** Uncounts a try that turned out right, or that nobody is to blame for. */
export type TakeBack = () => Promise<void>

export interface Attempts {
  /**
   * Counts one try by every rule of its limit, before it is made, so that tries at the same moment cannot slip through
   * together. A try that one rule refuses is counted by none.
   * @throws Refused with the limit's code and Retry-After
   */
  count<What extends Counted>(what: What, tried: Tried<NoInfer<What>>): Promise<TakeBack>
}

/** Counts in the memory of this process: with several processes, each grants the whole of a limit. */
export function attemptsInMemory(): Attempts {
  const counters = new Map(Object.entries(attemptLimits).map(([what, limit]) => [what, countersOf(limit)]))
  return {
    async count(what, tried) {
      const takeBacks: TakeBack[] = []
      const takeAllBack = async () => {
        for (const takeBack of takeBacks) await takeBack()
      }
      for (const { by, limiter } of counters.get(what) ?? []) {
        const key = by === 'total' ? by : keyOf(tried, by)
        takeBacks.push(() => takeOneBack(limiter, key))
        const waitMs = await waitBefore(limiter, key)
        if (waitMs === 0) continue
        await takeAllBack()
        throw new Refused(attemptLimits[what].refusal, { retryAfterSeconds: Math.ceil(waitMs / 1000) })
      }
      return takeAllBack
    },
  }
}

function countersOf({ rules }: Limit) {
  return rules.map(({ by, tries, seconds }) => ({
    by,
    limiter: new RateLimiterMemory({ points: tries, duration: seconds }),
  }))
}

function keyOf(tried: Partial<Record<CountedBy, string>>, by: CountedBy): string {
  const key = tried[by]
  if (key === undefined) throw new Error(`a try is counted by ${by}, which was not given`)
  return key
}

/** Counts one try; answers 0 when it may be made, else the milliseconds until the next may. */
async function waitBefore(limiter: RateLimiterMemory, key: string): Promise<number> {
  try {
    await limiter.consume(key)
    return 0
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    return Math.max(1, refusal.msBeforeNext)
  }
}

/** Nothing is taken back from a window that is over: in the next one it would be a try for free. */
async function takeOneBack(limiter: RateLimiterMemory, key: string): Promise<void> {
  const counted = await limiter.get(key)
  if (counted && counted.msBeforeNext > 0 && counted.consumedPoints > 0) await limiter.reward(key)
}
