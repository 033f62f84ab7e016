import { hash } from 'node:crypto'
import { idFrom } from '../../../shared/values/ids'
import { type Points, points } from '../../../shared/values/points'
import type { ProgrammeRules } from '../programmes'
import type { Fact } from '../spend'
import type { Bench } from './bench'
import { hasBudget, issuedByCorrection } from './budget.rules'
import type { EarnedBefore } from './earned.store'
import type { Earnings } from './earnings.rules'
import type { Lot, Move } from './lot'
import { lifeOf } from './lotLife.rules'
import { placeOf } from './lots.rules'

/** Opens lots for new purchases, and corrects those whose purchase earns more or less than was known. */
export function followEarnings(
  bench: Bench,
  {
    earnings,
    rules,
    before,
  }: { earnings: ReadonlyMap<string, Earnings>; rules: ProgrammeRules; before: ReadonlyMap<string, EarnedBefore> },
): void {
  const lotOf = new Map([...bench.lots.values()].map((lot) => [lot.source, lot]))
  for (const [purchaseId, each] of earnings) {
    const lot = lotOf.get(purchaseId)
    const { purchase, arithmetic } = each
    if (lot ? lot.earned === arithmetic.points : arithmetic.points === 0) continue
    const earned = before.get(purchaseId)
    const posted = bench.posted.length
    if (lot) correct(bench, { lot, earnings: each, corrects: earned?.transactionId ?? null })
    else earn(bench, each, rules.terms.on(purchase.postedOn))
    // Points that were redeemed cannot be withdrawn: nothing is posted then, so nothing is kept, and nothing is counted.
    if (bench.posted.length === posted) continue
    const rule = rules.earning.on(purchase.postedOn)
    if (hasBudget(rule))
      bench.issued.push(
        ...issuedByCorrection(purchase, { before: earned?.arithmetic ?? null, after: arithmetic, rule }),
      )
  }
}

/** Purchases whose lots hold more or less than they should. */
export function toCorrect(bench: Bench, earnings: ReadonlyMap<string, Earnings>): string[] {
  return [...bench.lots.values()]
    .filter(({ source, earned }) => (earnings.get(source)?.arithmetic.points ?? earned) !== earned)
    .map((lot) => lot.source)
}

/** How long points are pending and live. */
type LotLife = Parameters<typeof lifeOf>[1]

function earn(bench: Bench, { purchase, arithmetic }: Earnings, life: LotLife): void {
  const lot = emptyLot(purchase, { life, createdAt: bench.now })
  bench.open(lot)
  bench.post({
    kind: 'earn',
    reference: purchase.transactionId,
    purchaseId: purchase.transactionId,
    effectiveOn: purchase.postedOn,
    arithmetic,
    moves: [{ from: 'issuer', to: 'pending', amount: points(arithmetic.points), lotId: lot.lotId }],
  })
}

/**
 * More goes into the lot, where it belongs by now. Less comes out of what the lot still holds; what of it was redeemed
 * stays the cardholder's, since a rule that was misjudged for lack of a fact is no fault of theirs.
 */
function correct(
  bench: Bench,
  { lot, earnings, corrects }: { lot: Lot; earnings: Earnings; corrects: string | null },
): void {
  const { purchase, arithmetic } = earnings
  const difference = arithmetic.points - lot.earned
  bench.post({
    kind: 'earn_correction',
    reference: purchase.transactionId,
    purchaseId: purchase.transactionId,
    corrects,
    effectiveOn: purchase.postedOn,
    arithmetic,
    moves: difference > 0 ? [added(bench, lot, points(difference))] : removed(lot, points(-difference)),
  })
}

function added({ today }: Bench, lot: Lot, amount: Points): Move {
  return { from: 'issuer', to: placeOf(lot, today), amount, lotId: lot.lotId }
}

function removed(lot: Lot, amount: Points): Move[] {
  let left: number = amount
  return (['pending', 'available', 'expired'] as const).flatMap((from): Move[] => {
    const taken = points(Math.min(left, lot[from]))
    left -= taken
    return taken > 0 ? [{ from, to: 'issuer', amount: taken, lotId: lot.lotId }] : []
  })
}

/** The id follows from the fact alone, so that the same facts make the same lots in whatever order they come. */
function emptyLot(purchase: Fact, { life, createdAt }: { life: LotLife; createdAt: Date }): Lot {
  const none = points(0)
  const entropy = hash('sha256', purchase.transactionId, 'buffer')
  return {
    lotId: idFrom(purchase.occurredAt.getTime(), entropy),
    cardId: purchase.cardId,
    source: purchase.transactionId,
    earned: none,
    pending: none,
    available: none,
    held: none,
    redeemed: none,
    expired: none,
    clawed_back: none,
    repaid: none,
    createdAt,
    ...lifeOf(purchase.postedOn, life),
  }
}
