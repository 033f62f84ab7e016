import { attemptLimits, type Counted, type Limit, longestClosing, type Rule } from './attemptLimits'
import {
  type Attempts,
  attemptsInMemory,
  attemptsWith,
  closedForSeconds,
  type RefusedTry,
  type SharedCounters,
  type Tried,
} from './attempts'
import { countersInMemory } from './counters'
import { Refused } from './refused'

beforeEach(() => {
  jest.useFakeTimers({ now: new Date('2026-11-22T02:00:00Z') })
})
afterEach(() => jest.useRealTimers())

interface OneRule extends Rule {
  what: Counted
  refusal: string
}

const everyRule = Object.entries(attemptLimits).flatMap(([what, limit]) =>
  (limit as Limit).rules.map((rule): OneRule => ({ what: what as Counted, refusal: limit.refusal, ...rule })),
)

let strangers = 0
/** Somebody of whom nothing was ever counted, but for what is given. */
function somebody(known: Record<string, string> = {}) {
  const fresh = String(++strangers)
  const theirs = { phone: fresh, card: fresh, session: fresh, cardholder: fresh, operator: fresh }
  return { ...theirs, address: `192.${fresh}`, ...known } as unknown as Tried<Counted> as never
}

/** Who shares one key with the others of a rule, and nothing else. */
function alike({ by }: Rule) {
  if (by === 'network') return somebody({ address: `203.0.113.${++strangers % 250}` })
  return somebody({ [by]: by === 'address' ? '203.0.113.7' : 'the same' })
}

async function refusalOf(trying: Promise<unknown>): Promise<Refused | null> {
  const outcome = await trying.then(
    () => null,
    (error: unknown) => error,
  )
  if (outcome === null || outcome instanceof Refused) return outcome
  throw outcome
}

/** Makes as many tries as a rule allows, far enough apart that a shorter rule by the same key stays out of it. */
async function exhaust(attempts: Attempts, rule: OneRule) {
  const { what, by, tries, seconds } = rule
  const shorter = everyRule.find((other) => other.what === what && other.by === by && other.seconds < seconds)
  for (let made = 0; made < tries; made++) {
    if (shorter && made > 0 && made % shorter.tries === 0) jest.advanceTimersByTime(shorter.seconds * 1000)
    await attempts.count(what, alike(rule))
  }
}

// The widest budgets are counted by the same lines as the others, and would take minutes.
describe.each(everyRule.filter(({ tries }) => tries <= 2_000))('$what by $by: $tries in $seconds s', (rule) => {
  test('lets that many through, refuses the next with Retry-After, and lets others go on', async () => {
    const attempts = attemptsInMemory()
    await exhaust(attempts, rule)
    const refused = await refusalOf(attempts.count(rule.what, alike(rule)))
    expect(refused?.code).toBe(rule.refusal)
    expect(refused?.details.retryAfterSeconds).toBeGreaterThan(0)
    expect(refused?.details.retryAfterSeconds).toBeLessThanOrEqual(rule.seconds)
    if (rule.by !== 'total') expect(await refusalOf(attempts.count(rule.what, somebody()))).toBeNull()
  })

  test('lets go again when Retry-After has passed', async () => {
    const attempts = attemptsInMemory()
    await exhaust(attempts, rule)
    const refused = await refusalOf(attempts.count(rule.what, alike(rule)))
    jest.advanceTimersByTime((refused?.details.retryAfterSeconds ?? 0) * 1000)
    expect(await refusalOf(attempts.count(rule.what, alike(rule)))).toBeNull()
  })

  test('does not count what was taken back', async () => {
    const attempts = attemptsInMemory()
    for (let made = 0; made < rule.tries * 2; made++) {
      const takeBack = await attempts.count(rule.what, alike(rule))
      await takeBack()
      await takeBack()
    }
    expect(await refusalOf(attempts.count(rule.what, alike(rule)))).toBeNull()
  })
})

test('every budget of a door comes first, and has its own for each risk lane where cardholders come', () => {
  for (const [what, { rules }] of Object.entries(attemptLimits) as [Counted, Limit][]) {
    const totals = rules.filter(({ by }) => by === 'total')
    expect([what, rules.slice(0, totals.length)]).toEqual([what, totals])
    const isOfCardholders = !/^(desk|operator)/.test(what)
    for (const { tries, lanes } of totals) {
      expect([what, lanes !== undefined]).toEqual([what, isOfCardholders])
      if (!lanes) continue
      expect(lanes.step_up).toBeLessThan(tries)
      expect(lanes.quarantine).toBeLessThan(lanes.step_up)
    }
  }
})

test('networks are counted where addresses are, and only what belongs to one person or desk is closed', () => {
  for (const { rules } of Object.values(attemptLimits) as Limit[]) {
    const by = rules.map((rule) => rule.by)
    if (by.includes('network')) expect(by).toContain('address')
    for (const { by, closes } of rules) if (closes) expect(['total', 'network']).not.toContain(by)
  }
})

test('tries at the same moment cannot slip through together', async () => {
  const attempts = attemptsInMemory()
  const tries = Array.from({ length: 100 }, () => refusalOf(attempts.count('otpTry', somebody({ session: 'one' }))))
  const refusals = await Promise.all(tries)
  expect(refusals.filter((refusal) => refusal === null)).toHaveLength(12)
})

test('a refused try costs nothing in the other rules', async () => {
  const attempts = attemptsInMemory()
  for (let made = 0; made < 15; made++) await attempts.count('otpTry', somebody({ card: 'guarded' }))
  for (let made = 0; made < 50; made++) {
    await refusalOf(attempts.count('otpTry', somebody({ card: 'guarded', cardholder: 'curious' })))
  }
  expect(await refusalOf(attempts.count('otpTry', somebody({ cardholder: 'curious' })))).toBeNull()
})

test("strangers bring a phone to a part of its day's messages, and its owner has the rest", async () => {
  const attempts = attemptsInMemory()
  const ask = (isStranger: boolean) => {
    const tried = { ...(somebody({ phone: 'known' }) as object), isStranger }
    return refusalOf(attempts.count('oneTimeMessage', tried as never))
  }
  const sent = { strangers: 0, owner: 0 }
  for (let hour = 0; hour < 3; hour++) {
    for (let made = 0; made < 6; made++) if ((await ask(true)) === null) sent.strangers += 1
    jest.advanceTimersByTime(3_600_000)
  }
  for (let hour = 0; hour < 3; hour++) {
    for (let made = 0; made < 6; made++) if ((await ask(false)) === null) sent.owner += 1
    jest.advanceTimersByTime(3_600_000)
  }
  expect(sent).toEqual({ strangers: 5, owner: 5 })
})

test('what is taken back after its window is no try for free in the next', async () => {
  const attempts = attemptsInMemory()
  const takeBack = await attempts.count('otpTry', somebody({ session: 'slow' }))
  jest.advanceTimersByTime(3_600_000)
  const other = await attempts.count('otpTry', somebody({ session: 'slow' }))
  await takeBack()
  for (let made = 0; made < 11; made++) await attempts.count('otpTry', somebody({ session: 'slow' }))
  expect(await refusalOf(attempts.count('otpTry', somebody({ session: 'slow' })))).not.toBeNull()
  await other()
})

test('an address is one key however it is written, and of IPv6 the first 64 bits are one', async () => {
  const attempts = attemptsInMemory()
  const from = (address: string) => attempts.count('logIn', { address })
  for (let made = 0; made < 30; made++) await from('203.0.113.9')
  for (let made = 0; made < 30; made++) await from('::ffff:203.0.113.9')
  expect(await refusalOf(from('::ffff:cb00:7109'))).not.toBeNull()
  for (let made = 0; made < 60; made++) await from(`2001:db8:1:2::${made.toString(16)}`)
  expect(await refusalOf(from('2001:db8:1:2:ffff::1'))).not.toBeNull()
  expect(await refusalOf(from('2001:db8:1:3::1'))).toBeNull()
})

describe('a key that is closed', () => {
  const atOnce = (attempts: Attempts) => attempts.count('otpTry', somebody({ card: 'guessed' }))
  const waitOf = async (attempts: Attempts) =>
    (await refusalOf(atOnce(attempts)))?.details.retryAfterSeconds ?? Number.NaN
  async function fill(attempts: Attempts) {
    for (let made = 0; made < 15; made++) await atOnce(attempts)
  }

  test('is closed twice as long each time, a day at most', async () => {
    const attempts = attemptsInMemory()
    const waits: number[] = []
    for (let round = 0; round < 9; round++) {
      await fill(attempts)
      waits.push(await waitOf(attempts))
      jest.advanceTimersByTime((waits.at(-1) ?? 0) * 1000)
    }
    const quarter = 15 * 60
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 96, 96].map((times) => times * quarter))
  })

  test('begins anew after a quiet day, and not before', async () => {
    const attempts = attemptsInMemory()
    await fill(attempts)
    jest.advanceTimersByTime((await waitOf(attempts)) * 1000 + longestClosing * 1000 - 1_000)
    await fill(attempts)
    expect(await waitOf(attempts)).toBe(30 * 60)
    jest.advanceTimersByTime((30 * 60 + longestClosing) * 1000)
    await fill(attempts)
    expect(await waitOf(attempts)).toBe(15 * 60)
  })

  test('is opened by nobody’s success', async () => {
    const attempts = attemptsInMemory()
    const takeBacks = []
    for (let made = 0; made < 15; made++) takeBacks.push(await atOnce(attempts))
    expect(await waitOf(attempts)).toBe(15 * 60)
    for (const takeBack of takeBacks) await takeBack()
    expect(await waitOf(attempts)).toBeGreaterThan(0)
  })

  test('is closed once by many tries at the same moment', async () => {
    const attempts = attemptsInMemory()
    await fill(attempts)
    // Each begins a few steps later than the one before, so that some fall between the steps of the one that closes.
    const staggered = Array.from({ length: 80 }, async (_, steps) => {
      for (let step = 0; step < steps * 7; step++) await null
      return waitOf(attempts)
    })
    await Promise.all(staggered)
    expect(await waitOf(attempts)).toBe(15 * 60)
  })

  test('lasts a day at most, however often', () => {
    expect([1, 2, 8, 500].map((times) => closedForSeconds(60, times))).toEqual([60, 120, 7_680, longestClosing])
  })
})

describe('risk lanes', () => {
  test('an attack that is isolated uses up its own budget and nobody else’s', async () => {
    const refusals: RefusedTry[] = []
    const attempts = attemptsWith({ refused: (refusal) => void refusals.push(refusal) })
    const quarantined = () => attempts.count('cardCheck', { ...(somebody() as object), lane: 'quarantine' } as never)
    for (let made = 0; made < 30; made++) await quarantined()
    expect(await refusalOf(quarantined())).not.toBeNull()
    expect(refusals).toEqual([{ door: 'cardCheck', rule: 'total', lane: 'quarantine' }])
    for (const lane of ['normal', 'step_up']) {
      expect(await refusalOf(attempts.count('cardCheck', { ...(somebody() as object), lane } as never))).toBeNull()
    }
  })

  test('messages to a phone are counted together, whatever the lane', async () => {
    const attempts = attemptsInMemory()
    const lanes = ['normal', 'step_up', 'quarantine', 'normal', 'step_up']
    for (const lane of lanes) await attempts.count('oneTimeMessage', { ...(alikePhone() as object), lane } as never)
    expect((await refusalOf(attempts.count('oneTimeMessage', alikePhone())))?.code).toBe('otp_too_many_messages')
  })
  const alikePhone = () => somebody({ phone: 'one phone' })
})

describe('asking whether a rule is used up', () => {
  test('counts nothing, and refuses once it is', async () => {
    const attempts = attemptsInMemory()
    const from = { address: '203.0.113.9' }
    for (let asked = 0; asked < 100; asked++) await attempts.refuseSpent('operatorToken', from)
    for (let made = 0; made < 30; made++) await attempts.count('operatorToken', from)
    expect((await refusalOf(attempts.refuseSpent('operatorToken', from)))?.code).toBe('attempts_exceeded')
    expect(await refusalOf(attempts.refuseSpent('operatorToken', { address: '198.51.100.1' }))).toBeNull()
  })
})

describe('counters that processes share', () => {
  /** Several processes around one set of shared counters, which can be lost and emptied. */
  function processes() {
    let counters = countersInMemory()
    let answers = true
    let asked = 0
    const shared: SharedCounters = {
      ask: async (question) => {
        asked += 1
        return answers ? question(counters) : null
      },
    }
    return {
      join: () => attemptsWith({ shared }),
      die: () => {
        answers = false
      },
      comeBackEmpty: () => {
        answers = true
        counters = countersInMemory()
      },
      asked: () => asked,
    }
  }
  const guess = () => somebody({ card: 'guessed' })

  test('grant a limit once, whoever counts', async () => {
    const all = processes()
    const members = [all.join(), all.join(), all.join()]
    const outcomes: (Refused | null)[] = []
    for (let made = 0; made < 60; made++) {
      outcomes.push(await refusalOf(members[made % 3]?.count('otpTry', guess()) as Promise<unknown>))
    }
    expect(outcomes.filter((refusal) => refusal === null)).toHaveLength(15)
  })

  test('never grant more to tries at the same moment', async () => {
    const all = processes()
    const members = [all.join(), all.join(), all.join()]
    const refusals = await Promise.all(
      Array.from({ length: 60 }, (_, each) => refusalOf(members[each % 3]?.count('otpTry', guess()) as never)),
    )
    const granted = refusals.filter((refusal) => refusal === null).length
    // A try that is under way counts in memory before the others know of it: rather one less than one more.
    expect(granted).toBeLessThanOrEqual(15)
    expect(granted).toBeGreaterThanOrEqual(10)
  })

  test('take back in all of them', async () => {
    const all = processes()
    const [one, other] = [all.join(), all.join()]
    for (let made = 0; made < 40; made++) await (await one.count('otpTry', guess()))()
    for (let made = 0; made < 15; made++) await other.count('otpTry', guess())
    expect(await refusalOf(one.count('otpTry', guess()))).not.toBeNull()
  })

  test('close a key for all, once, and twice as long the next time, whoever meets it', async () => {
    const all = processes()
    const [one, other] = [all.join(), all.join()]
    for (let made = 0; made < 15; made++) await (made % 2 ? one : other).count('otpTry', guess())
    const waits = await Promise.all([one, other, one, other].map((each) => refusalOf(each.count('otpTry', guess()))))
    expect(waits.every((refusal) => refusal !== null)).toBe(true)
    expect((await refusalOf(other.count('otpTry', guess())))?.details.retryAfterSeconds).toBeLessThanOrEqual(3_600)
    jest.advanceTimersByTime(3_600_000)
    for (let made = 0; made < 15; made++) await other.count('otpTry', guess())
    expect((await refusalOf(one.count('otpTry', guess())))?.details.retryAfterSeconds).toBe(30 * 60)
    expect((await refusalOf(other.count('otpTry', guess())))?.details.retryAfterSeconds).toBe(30 * 60)
  })

  test('once lost leave a memory behind that knows what they knew', async () => {
    const all = processes()
    const [one, other] = [all.join(), all.join()]
    for (let made = 0; made < 13; made++) await one.count('otpTry', guess())
    await other.count('otpTry', guess())
    all.die()
    await other.count('otpTry', guess())
    expect((await refusalOf(other.count('otpTry', guess())))?.details.retryAfterSeconds).toBe(15 * 60)
  })

  test('that come back with nothing in them open nothing', async () => {
    const all = processes()
    const one = all.join()
    for (let made = 0; made < 15; made++) await one.count('otpTry', guess())
    all.die()
    expect(await refusalOf(one.count('otpTry', guess()))).not.toBeNull()
    all.comeBackEmpty()
    expect(await refusalOf(one.count('otpTry', guess()))).not.toBeNull()
  })

  test('that were emptied while nobody noticed open nothing', async () => {
    const all = processes()
    const one = all.join()
    for (let made = 0; made < 15; made++) await one.count('otpTry', guess())
    all.comeBackEmpty()
    expect((await refusalOf(one.count('otpTry', guess())))?.details.retryAfterSeconds).toBe(15 * 60)
  })

  test('are not asked about a key that is known to be closed', async () => {
    const all = processes()
    const one = all.join()
    for (let made = 0; made < 15; made++) await one.count('otpTry', guess())
    await refusalOf(one.count('otpTry', guess()))
    const asked = all.asked()
    for (let made = 0; made < 100; made++) await refusalOf(one.count('otpTry', guess()))
    expect(all.asked()).toBe(asked)
  })
})
