import fc from 'fast-check'
import { businessDay } from '../../../shared/values/businessDay'
import { fen } from '../../../shared/values/fen'
import type { Fact } from './fact'
import { statementOf } from './statement.rules'

function fact(id: string, at: number, { yuan, ...rest }: { yuan: number } & Partial<Fact>): Fact {
  return {
    transactionId: id,
    cardId: 'card',
    type: yuan < 0 ? 'refund' : 'purchase',
    occurredAt: new Date(Date.UTC(2026, 9, at)),
    postedOn: businessDay(`2026-10-${String(at).padStart(2, '0')}`),
    amountFen: fen(Math.abs(yuan) * 100),
    merchant: 'shop',
    mcc: '5411',
    channel: 'pos',
    originalTransactionId: null,
    ...rest,
  }
}

const matchesOf = (...facts: Fact[]) => Object.fromEntries(statementOf(facts).matches)

describe('a refund takes back', () => {
  test('the purchase that it names, whatever its amount', () => {
    expect(matchesOf(fact('a', 1, { yuan: 10 }), fact('r', 2, { yuan: -3, originalTransactionId: 'a' }))).toEqual({
      r: 'a',
    })
  })

  test('else the nearest earlier one of the same merchant and amount', () => {
    const facts = [fact('a', 1, { yuan: 10 }), fact('b', 3, { yuan: 10 }), fact('c', 5, { yuan: 10 })]
    expect(matchesOf(...facts, fact('r', 4, { yuan: -10 }))).toEqual({ r: 'b' })
  })

  test('not one that another refund has taken, nor one that another names', () => {
    const facts = [fact('a', 1, { yuan: 10 }), fact('b', 2, { yuan: 10 })]
    expect(matchesOf(...facts, fact('r', 3, { yuan: -10 }), fact('s', 4, { yuan: -10 }))).toEqual({ r: 'b', s: 'a' })
    const named = fact('s', 4, { yuan: -5, originalTransactionId: 'b' })
    expect(matchesOf(...facts, fact('r', 3, { yuan: -10 }), named)).toEqual({ r: 'a', s: 'b' })
  })

  test.each([
    ['a later purchase', fact('a', 5, { yuan: 10 })],
    ['another amount', fact('a', 1, { yuan: 11 })],
    ['another merchant', fact('a', 1, { yuan: 10, merchant: 'other' })],
  ])('not %s', (_, purchase) => {
    expect(matchesOf(purchase, fact('r', 4, { yuan: -10 }))).toEqual({ r: null })
  })

  test('a purchase on another card when the bank names it, but never one that is merely alike', () => {
    const other = fact('a', 1, { yuan: 10, cardId: 'other' })
    expect(matchesOf(other, fact('r', 2, { yuan: -10, originalTransactionId: 'a' }))).toEqual({ r: 'a' })
    expect(matchesOf(other, fact('r', 2, { yuan: -10 }))).toEqual({ r: null })
  })

  test('nothing, when the purchase that it names is not there yet', () => {
    expect(matchesOf(fact('a', 1, { yuan: 10 }), fact('r', 2, { yuan: -10, originalTransactionId: 'z' }))).toEqual({
      r: null,
    })
  })
})

describe('a reversal', () => {
  const purchase = fact('a', 1, { yuan: 10 })
  const reversal = (id: string, at: number, of: string) =>
    fact(id, at, { yuan: 10, type: 'reversal', originalTransactionId: of })
  const reversedBy = (...facts: Fact[]) => statementOf(facts).settlements[0]?.reversedBy?.transactionId

  test('cancels the purchase that it names', () => {
    expect(reversedBy(purchase, reversal('v', 2, 'a'))).toBe('v')
  })

  test('cancelled by another one cancels nothing', () => {
    expect(reversedBy(purchase, reversal('v', 2, 'a'), reversal('w', 3, 'v'))).toBeUndefined()
  })

  test('of a refund sets the purchase free again', () => {
    const refund = fact('r', 2, { yuan: -10 })
    expect(statementOf([purchase, refund, reversal('v', 3, 'r')]).settlements[0]?.refunds).toEqual([])
  })

  test('in a ring with another cancels nothing and ends', () => {
    expect(reversedBy(purchase, reversal('v', 2, 'w'), reversal('w', 3, 'v'))).toBeUndefined()
  })
})

test('the order in which facts arrive never matters, and no purchase is taken by two unreferenced refunds', () => {
  const anyFact = fc.record({
    at: fc.integer({ min: 1, max: 9 }),
    yuan: fc.constantFrom(10, 20, -10, -20),
    merchant: fc.constantFrom('north', 'south'),
  })
  fc.assert(
    fc.property(fc.array(anyFact, { maxLength: 25 }), fc.infiniteStream(fc.nat()), (list, keys) => {
      const facts = list.map(({ at, ...rest }, place) => fact(`t${String(place).padStart(2, '0')}`, at, rest))
      const mixed = facts.map((each) => ({ each, key: keys.next().value })).sort((a, b) => a.key - b.key)
      const one = statementOf(facts)
      const other = statementOf(mixed.map(({ each }) => each))
      expect(other).toEqual(one)
      const taken = [...one.matches.values()].filter((id) => id !== null)
      expect(new Set(taken).size).toBe(taken.length)
    }),
  )
})

describe('what operators ruled', () => {
  const rulings = new Map<string, string | null>([
    ['r', 'a'],
    ['s', null],
  ])
  const ruled = (...facts: Fact[]) => Object.fromEntries(statementOf(facts, rulings).matches)

  test('counts as if the refund had named its purchase, before what is nearest', () => {
    const facts = [fact('a', 1, { yuan: 10 }), fact('b', 2, { yuan: 7 }), fact('r', 3, { yuan: -7 })]
    expect(ruled(...facts)).toEqual({ r: 'a' })
  })

  test('leaves what it did not take to others', () => {
    const facts = [fact('a', 1, { yuan: 7 }), fact('b', 2, { yuan: 7 })]
    expect(ruled(...facts, fact('r', 3, { yuan: -7 }), fact('q', 4, { yuan: -7 }))).toEqual({ r: 'a', q: 'b' })
  })

  test('goes before what the refund named itself', () => {
    const facts = [fact('a', 1, { yuan: 10 }), fact('b', 2, { yuan: 10 })]
    expect(ruled(...facts, fact('r', 3, { yuan: -3, originalTransactionId: 'b' }))).toEqual({ r: 'a' })
  })

  test('closes a refund for good, whatever purchase turns up', () => {
    expect(ruled(fact('a', 1, { yuan: 10 }), fact('s', 2, { yuan: -10 }))).toEqual({ s: null })
  })

  test('waits for its purchase when that is not known yet', () => {
    expect(ruled(fact('r', 3, { yuan: -7 }))).toEqual({ r: null })
  })

  test('holds in every order of arrival', () => {
    const facts = [
      fact('a', 1, { yuan: 10 }),
      fact('b', 2, { yuan: 7 }),
      fact('c', 2, { yuan: 7 }),
      fact('r', 3, { yuan: -7 }),
      fact('s', 3, { yuan: -7 }),
      fact('q', 4, { yuan: -7 }),
    ]
    const expected = ruled(...facts)
    expect(expected).toEqual({ r: 'a', s: null, q: 'c' })
    fc.assert(
      fc.property(fc.shuffledSubarray(facts, { minLength: facts.length }), (order) => {
        expect(ruled(...order)).toEqual(expected)
      }),
    )
  })
})
