import fc from 'fast-check'
import { earningRule } from '../../../shared/contract/earningRule'
import { type Closure, rulesInForce, versionOn } from './versions.rules'

const rule = (version: string, since: string) =>
  earningRule.parse({
    version,
    since,
    rateBasisPoints: 100,
    growthBasisPoints: 100,
    excludedMccs: [],
    bonuses: [
      { id: 'a', extraBasisPoints: 10 },
      { id: 'b', extraBasisPoints: 20 },
    ],
  })
const versions = [rule('v1', '2026-01-01'), rule('v2', '2026-06-01')]
const closed = (ruleVersion: string, bonusId: string, closedFrom: string): Closure => ({
  ruleVersion,
  bonusId,
  closedFrom,
  pointsUsed: 1,
})

test.each([
  ['2025-12-31', 'v1'],
  ['2026-01-01', 'v1'],
  ['2026-05-31', 'v1'],
  ['2026-06-01', 'v2'],
])('on %s the version is %s', (day, version) => {
  expect(versionOn(versions, day).version).toBe(version)
})

test.each([
  ['2026-02-28', ['a', 'b'], undefined],
  ['2026-03-01', ['b'], undefined],
  ['2026-03-31', ['b'], undefined],
  ['2026-04-01', ['b'], true],
  ['2026-05-01', [], true],
  ['2026-06-01', ['a', 'b'], undefined],
])('on %s the bonuses are %j and used up is %s', (day, bonuses, isUsedUp) => {
  const closures = [closed('v1', '', '2026-04-01'), closed('v1', 'a', '2026-03-01'), closed('v1', 'b', '2026-05-01')]
  const inForce = rulesInForce(versions, closures).on(day)
  expect(inForce.bonuses.map(({ id }) => id)).toEqual(bonuses)
  expect(inForce.isUsedUp).toBe(isUsedUp)
})

test('a closure changes no day before its own', () => {
  const someDay = fc.nat(364).map((days) => new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10))
  const someClosure = fc.tuple(fc.constantFrom('v1', 'v2', 'v3'), fc.constantFrom('', 'a', 'b'), someDay)
  fc.assert(
    fc.property(fc.array(someClosure), someClosure, someDay, (list, last, day) => {
      const closures = list.map((each) => closed(...each))
      const more = [...closures, closed(...last)]
      fc.pre(day < last[2])
      expect(rulesInForce(versions, more).on(day)).toEqual(rulesInForce(versions, closures).on(day))
    }),
  )
})
