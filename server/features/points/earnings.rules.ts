import type { Points } from '../../../shared/values/points'
import type { ProgrammeTerms, RuleInForce } from '../programmes'
import type { Fact, Settlement } from '../spend'
import type { Arithmetic } from './arithmetic'
import { bonusParts, counted } from './caps.rules'
import { arithmeticOf, shareOf, worthOf } from './earning.rules'

/** What one purchase earns by the rules, and what each of its refunds takes back of that. */
export interface Earnings {
  purchase: Fact
  arithmetic: Arithmetic
  /** By the refund's or reversal's transaction id, in the bank's order. */
  takenBack: ReadonlyMap<string, TakenBack>
}

export interface TakenBack {
  refund: Fact
  amount: number
}

export interface EarningContext {
  ruleOn: (day: string) => RuleInForce
  termsOn: (day: string) => Pick<ProgrammeTerms, 'rounding'>
  /** The tier held at the start of a day. */
  tierOn: (day: string) => string
  productOf: (cardId: string) => string
  /** A purchase that is not among these has earned before all of them. */
  hasEarnedBefore?: boolean
  /** No version of the rules has a cap, so that nothing has to be counted. */
  hasNoCaps?: boolean
}

type Moment =
  | { at: number; id: string; settlement: Settlement; taking: null }
  | { at: number; id: string; settlement: Settlement; taking: { fact: Fact; amountFen: number } }

/**
 * What every purchase of a cardholder earns: one walk through purchases and refunds in the bank's own time, so that a
 * purchase sees just what was before it (the room under its caps, whether it is the first) and arrival does not matter.
 * A refund frees room under a cap for purchases after the refund.
 */
export function earningsOf(settlements: readonly Settlement[], context: EarningContext): Map<string, Earnings> {
  const earnings = new Map<string, Earnings>()
  const left = new Map<string, number>()
  const used = new Map<string, number>()
  let isFirst = !context.hasEarnedBefore
  for (const { settlement, taking } of moments(settlements)) {
    const { purchase } = settlement
    const { transactionId, amountFen } = purchase
    if (!taking) {
      const around = {
        product: context.productOf(purchase.cardId),
        tier: context.tierOn(purchase.postedOn),
        isFirst,
        rounding: context.termsOn(purchase.postedOn).rounding,
        used,
      }
      const arithmetic = arithmeticOf(purchase, context.ruleOn(purchase.postedOn), around)
      earnings.set(transactionId, { purchase, arithmetic, takenBack: nothing })
      if (arithmetic.points > 0) isFirst = false
      if (!context.hasNoCaps) count(used, { purchase, arithmetic, gained: arithmetic.points, leftFen: [0, amountFen] })
      continue
    }
    const known = earnings.get(transactionId)
    if (known) {
      const before = left.get(transactionId) ?? amountFen
      const leftFen = Math.max(0, before - taking.amountFen)
      left.set(transactionId, leftFen)
      const worth = (fen: number): Points => worthOf(known.arithmetic, { amountFen, leftFen: fen })
      const amount = worth(before) - worth(leftFen)
      if (amount > 0) {
        known.takenBack = new Map(known.takenBack).set(taking.fact.transactionId, { refund: taking.fact, amount })
      }
      if (!context.hasNoCaps) {
        count(used, { purchase, arithmetic: known.arithmetic, gained: -amount, leftFen: [before, leftFen] })
      }
    }
  }
  return earnings
}

/** The extra points of a bonus fall in proportion to what is left of the amount, so that a refund never makes them more. */
function count(
  used: Map<string, number>,
  {
    purchase,
    arithmetic,
    gained,
    leftFen: [before, after],
  }: { purchase: Fact; arithmetic: Arithmetic; gained: number; leftFen: [before: number, after: number] },
): void {
  const { amountFen } = purchase
  const extras = [...bonusParts(amountFen, arithmetic)].map(([id, whole]): [string, number] => {
    const left = (leftFen: number) => shareOf(whole, { amountFen, leftFen })
    return [id, left(after) - left(before)]
  })
  for (const [name, change] of counted(purchase, arithmetic, { points: gained, extras })) {
    used.set(name, (used.get(name) ?? 0) + change)
  }
}

const nothing: Earnings['takenBack'] = new Map()

/**
 * Purchases and what takes them back, in the bank's order; nothing is taken back before it was there.
 * @param settlements in the bank's order
 */
function moments(settlements: readonly Settlement[]): Moment[] {
  if (settlements.every(({ refunds, reversedBy }) => refunds.length === 0 && !reversedBy))
    return settlements.map(bought)
  const all = settlements.flatMap((settlement): Moment[] => {
    const { purchase, refunds, reversedBy } = settlement
    const taking = (fact: Fact, amountFen: number): Moment => {
      const at = Math.max(purchase.occurredAt.getTime(), fact.occurredAt.getTime())
      return { at, id: fact.transactionId, settlement, taking: { fact, amountFen } }
    }
    const takings = refunds.map((refund) => taking(refund, refund.amountFen))
    if (reversedBy) takings.push(taking(reversedBy, purchase.amountFen))
    return [bought(settlement), ...takings]
  })
  return all.sort((a, b) => a.at - b.at || rank(a) - rank(b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
}

function bought(settlement: Settlement): Moment {
  const { occurredAt, transactionId } = settlement.purchase
  return { at: occurredAt.getTime(), id: transactionId, settlement, taking: null }
}

/** In the same millisecond what is bought comes before what is taken back. */
function rank({ taking }: Moment): number {
  return taking ? 1 : 0
}
