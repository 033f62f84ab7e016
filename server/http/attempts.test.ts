import { type Attempts, attemptLimits, attemptsInMemory, type Counted, type Tried } from './attempts'
import { Refused } from './refused'

beforeEach(() => {
  jest.useFakeTimers({ now: new Date('2026-11-22T02:00:00Z') })
})
afterEach(() => jest.useRealTimers())

const everyRule = Object.entries(attemptLimits).flatMap(([what, limit]) =>
  limit.rules.map((rule) => ({ what: what as Counted, refusal: limit.refusal, ...rule })),
)

let strangers = 0
/** Somebody of whom nothing was ever counted, but for what is given. */
function somebody(known: Record<string, string> = {}) {
  const fresh = String(++strangers)
  const theirs = { phone: fresh, card: fresh, session: fresh, cardholder: fresh, address: fresh, operator: fresh }
  const all = { ...theirs, ...known }
  return all as Tried<Counted> as never
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
async function exhaust(attempts: Attempts, { what, by, tries, seconds }: (typeof everyRule)[number]) {
  const shorter = everyRule.find((rule) => rule.what === what && rule.by === by && rule.seconds < seconds)
  for (let made = 0; made < tries; made++) {
    if (shorter && made > 0 && made % shorter.tries === 0) jest.advanceTimersByTime(shorter.seconds * 1000)
    await attempts.count(what, somebody({ [by]: 'the same' }))
  }
}

describe.each(everyRule)('$what by $by: $tries in $seconds s', (rule) => {
  const same = () => somebody({ [rule.by]: 'the same' })

  test('lets that many through, refuses the next with Retry-After, and lets others go on', async () => {
    const attempts = attemptsInMemory()
    await exhaust(attempts, rule)
    const refused = await refusalOf(attempts.count(rule.what, same()))
    expect(refused?.code).toBe(rule.refusal)
    expect(refused?.details.retryAfterSeconds).toBeGreaterThan(0)
    expect(refused?.details.retryAfterSeconds).toBeLessThanOrEqual(rule.seconds)
    if (rule.by !== 'total') expect(await refusalOf(attempts.count(rule.what, somebody()))).toBeNull()
  })

  test('lets go again when Retry-After has passed', async () => {
    const attempts = attemptsInMemory()
    await exhaust(attempts, rule)
    const refused = await refusalOf(attempts.count(rule.what, same()))
    jest.advanceTimersByTime((refused?.details.retryAfterSeconds ?? 0) * 1000)
    expect(await refusalOf(attempts.count(rule.what, same()))).toBeNull()
  })

  test('does not count what was taken back', async () => {
    const attempts = attemptsInMemory()
    for (let made = 0; made < rule.tries * 2; made++) {
      const takeBack = await attempts.count(rule.what, same())
      await takeBack()
    }
    expect(await refusalOf(attempts.count(rule.what, same()))).toBeNull()
  })
})

test('tries at the same moment cannot slip through together', async () => {
  const attempts = attemptsInMemory()
  const tries = Array.from({ length: 100 }, () => refusalOf(attempts.count('otpTry', somebody({ session: 'one' }))))
  const refusals = await Promise.all(tries)
  expect(refusals.filter((refusal) => refusal === null)).toHaveLength(12)
})

test('a refused try costs nothing in the other rules', async () => {
  const attempts = attemptsInMemory()
  for (let made = 0; made < 10; made++) await attempts.count('cardCheck', somebody({ card: 'guarded' }))
  for (let made = 0; made < 50; made++) {
    await refusalOf(attempts.count('cardCheck', somebody({ card: 'guarded', cardholder: 'curious' })))
  }
  expect(await refusalOf(attempts.count('cardCheck', somebody({ cardholder: 'curious' })))).toBeNull()
})

test('what is taken back after its window is no try for free in the next', async () => {
  const attempts = attemptsInMemory()
  const takeBack = await attempts.count('otpTry', somebody({ session: 'slow' }))
  jest.advanceTimersByTime(3_600_000)
  await takeBack()
  for (let made = 0; made < 12; made++) await attempts.count('otpTry', somebody({ session: 'slow' }))
  expect(await refusalOf(attempts.count('otpTry', somebody({ session: 'slow' })))).not.toBeNull()
})
