import type { LockSettings } from '../../../shared/contract/security'
import { challengeOf } from './challenge'
import { type Asked, boundTo, isLooser, isStrange, needsStepUp, noLock, signedText } from './lock.rules'

const noon = new Date('2026-11-22T04:00:00.000Z')
const asked = (changes: Partial<Asked> = {}): Asked => ({
  points: 500,
  redeemedToday: 0,
  now: noon,
  isSteppedUp: false,
  ...changes,
})
const lock = (changes: Partial<LockSettings> = {}): LockSettings => ({ ...noLock, ...changes })

test('asks nobody for anything where nothing is set', () => {
  expect(needsStepUp(noLock, {}, asked({ points: 1_000_000 }))).toBe(false)
})

test.each([
  { redeemedToday: 0, points: 500, dailyLimitPoints: 500, needed: false },
  { redeemedToday: 1, points: 500, dailyLimitPoints: 500, needed: true },
  { redeemedToday: 300, points: 500, dailyLimitPoints: 800, needed: false },
  { redeemedToday: 301, points: 500, dailyLimitPoints: 800, needed: true },
  { redeemedToday: 0, points: 500, dailyLimitPoints: 0, needed: true },
  { redeemedToday: 800, points: 0, dailyLimitPoints: 500, needed: false },
])('%j', ({ redeemedToday, points, dailyLimitPoints, needed }) => {
  expect(needsStepUp(lock({ dailyLimitPoints }), {}, asked({ redeemedToday, points }))).toBe(needed)
})

test.each([
  [600, 500, true],
  [500, 600, true],
  [600, 600, false],
  [null, 500, true],
])('own limit %p and the programme’s %d hold both', (dailyLimitPoints, programmes, needed) => {
  expect(needsStepUp(lock({ dailyLimitPoints }), { dailyLimitPoints: programmes }, asked({ points: 600 }))).toBe(needed)
})

test.each([
  [5_000, false],
  [5_001, true],
])('a programme that asks above 5000 points: %d', (points, needed) => {
  expect(needsStepUp(noLock, { abovePoints: 5_000 }, asked({ points }))).toBe(needed)
})

test.each([
  ['2026-11-22T15:59:59.999Z', false],
  ['2026-11-22T16:00:00.000Z', true],
  ['2026-11-22T21:59:59.999Z', true],
  ['2026-11-22T22:00:00.000Z', false],
])('the night lock at %s', (moment, needed) => {
  expect(needsStepUp(lock({ nightLock: true }), {}, asked({ now: new Date(moment) }))).toBe(needed)
})

test('a step-up answers all of them', () => {
  const now = new Date('2026-11-22T17:00:00.000Z')
  const strict = lock({ nightLock: true, dailyLimitPoints: 0 })
  expect(needsStepUp(strict, { abovePoints: 0 }, asked({ now, isSteppedUp: true }))).toBe(false)
})

test.each([
  [{ frozen: true }, {}, true],
  [{}, { frozen: true }, false],
  [{ nightLock: true }, { frozen: true }, true],
  [{ trustedOnly: true }, { frozen: true }, true],
  [{}, { trustedOnly: true }, false],
  [{ dailyLimitPoints: 500 }, { dailyLimitPoints: 501 }, true],
  [{ dailyLimitPoints: 500 }, { dailyLimitPoints: 499 }, false],
  [{ dailyLimitPoints: 500 }, {}, true],
  [{}, { dailyLimitPoints: 500 }, false],
])('from %j to %j is looser: %p', (from, to, looser) => {
  expect(isLooser({ from: lock(from), to: lock(to) })).toBe(looser)
})

test('a step-up is bound to all of what it was asked for', () => {
  const redemption = {
    for: 'redemption',
    key: 'k'.repeat(16),
    benefitId: 'A-1',
    points: 500,
    accountPrint: null,
  } as const
  const texts = [
    redemption,
    { ...redemption, key: 'l'.repeat(16) },
    { ...redemption, benefitId: 'A-2' },
    { ...redemption, points: 501 },
    { ...redemption, accountPrint: 'a'.repeat(64) },
    { ...redemption, accountPrint: 'b'.repeat(64) },
    { for: 'lock', lock: noLock } as const,
    { for: 'lock', lock: lock({ dailyLimitPoints: 0 }) } as const,
    { for: 'lock', lock: lock({ nightLock: true }) } as const,
    { for: 'lock', lock: lock({ trustedOnly: true }) } as const,
    { for: 'device', sessionId: 'a'.repeat(26) } as const,
    { for: 'device', sessionId: 'b'.repeat(26) } as const,
  ].map(boundTo)
  expect(new Set(texts).size).toBe(texts.length)
  const longest = boundTo({
    for: 'redemption',
    key: 'k'.repeat(64),
    benefitId: 'B'.repeat(32),
    points: 2 ** 53 - 1,
    accountPrint: `2-${'f'.repeat(64)}`,
  })
  expect(longest.length).toBeLessThanOrEqual(160)
})

test.each([
  [{ trustedOnly: true }, false, true],
  [{ trustedOnly: true }, true, false],
  [{}, false, false],
])('with %j a device that is trusted (%p) is kept out: %p', (settings, trusted, kept) => {
  expect(isStrange(lock(settings), { trusted })).toBe(kept)
})

test('what a device signs is of one step-up for one purpose, and fits its column', () => {
  const [one, other] = ['1'.repeat(26), '2'.repeat(26)]
  const signed = [challengeOf(one, 'a'), challengeOf(one, 'b'), challengeOf(other, 'a')]
  expect(new Set(signed).size).toBe(3)
  expect(Math.max(...signed.map((text) => text.length))).toBeLessThanOrEqual(64)
})

test.each([
  ['{"raw":"SU-1","counter":7}', 'SU-1'],
  ['{"raw":1}', null],
  ['{"row":"SU-1"}', null],
  ['"SU-1"', null],
  ['null', null],
  ['{', null],
])('the text signed in %s is %p', (resultJSON, text) => {
  expect(signedText(resultJSON)).toBe(text)
})
