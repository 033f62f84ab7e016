import { businessDay } from '../../../shared/values/businessDay'
import { fen } from '../../../shared/values/fen'
import type { Fact } from './fact'
import { candidatesFor, openPurchasesOf } from './openPurchases.rules'
import { statementOf } from './statement.rules'

function fact(transactionId: string, at: number, { yuan, ...rest }: { yuan: number } & Partial<Fact>): Fact {
  return {
    transactionId,
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

const open = (...facts: Fact[]) => openPurchasesOf(statementOf(facts))
const idsOf = (purchases: { purchase: Fact }[]) => purchases.map(({ purchase }) => purchase.transactionId)

describe('a purchase is open', () => {
  const a = fact('a', 1, { yuan: 10 })

  test('while a part of it is left', () => {
    const part = fact('r', 2, { yuan: -4, originalTransactionId: 'a' })
    expect(open(a, part)).toEqual([{ purchase: a, refundedFen: 400 }])
  })

  test('until it is refunded whole', () => {
    expect(open(a, fact('r', 2, { yuan: -10 }))).toEqual([])
    const parts = ['r', 's'].map((id, at) => fact(id, 2 + at, { yuan: -6, originalTransactionId: 'a' }))
    expect(open(a, ...parts)).toEqual([])
  })

  test('until it is reversed', () => {
    expect(open(a, fact('v', 2, { yuan: 10, type: 'reversal', originalTransactionId: 'a' }))).toEqual([])
  })
})

describe('a refund may mean', () => {
  const refund = fact('r', 9, { yuan: -7 })
  const purchases = [
    fact('long ago', 1, { yuan: 30 }),
    fact('same amount elsewhere', 2, { yuan: 7, merchant: 'other' }),
    fact('same shop on another card', 3, { yuan: 30, cardId: 'other card' }),
    fact('nothing alike', 4, { yuan: 5, merchant: 'other' }),
    fact('both, on its day', 9, { yuan: 7 }),
    fact('too late', 10, { yuan: 7 }),
  ]

  test('earlier purchases of the same card and shop, or of the same amount, the nearest first', () => {
    const candidates = candidatesFor(refund, open(...purchases))
    expect(idsOf(candidates)).toEqual(['both, on its day', 'same amount elsewhere', 'long ago'])
    expect(candidates.map(({ likeness }) => likeness)).toEqual(['both', 'amount', 'merchant'])
  })
})
