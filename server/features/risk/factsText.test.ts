import fc from 'fast-check'
import type { RiskFacts } from '../../../shared/contract/riskRules'
import { factsIn, factsText } from './factsText'

const count = fc.nat({ max: 1_000_000 })
const velocity = fc.record({ tenMinutes: count, hour: count })
const hours = fc.option(count)
const facts: fc.Arbitrary<RiskFacts> = fc.record({
  point: fc.constantFrom('redeem' as const, 'bind_card' as const),
  regionKind: fc.constantFrom('home', 'away', 'abroad', 'hosting', 'unknown' as const),
  region: fc.string({ maxLength: 64, unit: 'binary' }),
  deviceTrusted: fc.boolean(),
  deviceHours: hours,
  bindingHours: hours,
  points: count,
  hour: fc.nat({ max: 23 }),
  wechatRank: fc.option(fc.nat({ max: 4 })),
  perCardholder: velocity,
  perDevice: velocity,
  perCard: velocity,
  perAddress: velocity,
  perNetwork: velocity,
})

test('facts are read as they were written, whatever a region is called', () => {
  fc.assert(fc.property(facts, (seen) => expect(factsIn(factsText(seen))).toEqual(seen)))
})

test('a form that was never written is not guessed at', () => {
  expect(() => factsIn('[2,"redeem"]')).toThrow('form')
})
