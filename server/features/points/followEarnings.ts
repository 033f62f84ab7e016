import { createHash } from 'node:crypto'
import { idFrom } from '../../../shared/values/ids'
import { type Points, points } from '../../../shared/values/points'
import type { Fact } from '../spend'
import type { Bench } from './bench'
import type { Earnings } from './earnings.rules'
import type { Lot, Move } from './lot'
import { lifeOf } from './lotLife.rules'
import { placeOf } from './lots.rules'
import { deleteLot, earnedBy, insertLot } from './points.store'

/** Opens lots for new purchases, and corrects those whose purchase earns more or less than was known. */
export async function followEarnings(
  bench: Bench,
  { earnings, lifeOn }: { earnings: ReadonlyMap<string, Earnings>; lifeOn: (day: string) => LotLife },
): Promise<void> {
  const lotOf = new Map([...bench.lots.values()].map((lot) => [lot.source, lot]))
  for (const [purchaseId, each] of earnings) {
    const lot = lotOf.get(purchaseId)
    if (lot) await correct(bench, { lot, earnings: each })
    else if (each.arithmetic.points > 0) await earn(bench, each, lifeOn(each.purchase.postedOn))
  }
}

/** How long points of the programme are pending and live. */
type LotLife = Parameters<typeof lifeOf>[1]

async function earn(bench: Bench, { purchase, arithmetic }: Earnings, life: LotLife): Promise<void> {
  const { tx, who, surroundings } = bench
  const lot = emptyLot(purchase, { arithmetic, life })
  await insertLot(tx, who, { lot, createdAt: surroundings.now() })
  bench.lots.set(lot.lotId, lot)
  const amount = points(arithmetic.points)
  await bench.post({
    kind: 'earn',
    reference: purchase.transactionId,
    purchaseId: purchase.transactionId,
    effectiveOn: purchase.postedOn,
    arithmetic: JSON.stringify(arithmetic),
    moves: [{ from: 'issuer', to: 'pending', amount, lotId: lot.lotId }],
  })
}

/**
 * More goes into the lot, where it belongs by now. Less comes out of what the lot still holds; what of it was redeemed
 * stays the cardholder's, since a rule that was misjudged for lack of a fact is no fault of theirs.
 */
async function correct(bench: Bench, { lot, earnings }: { lot: Lot; earnings: Earnings }): Promise<void> {
  const { purchase, arithmetic } = earnings
  const difference = arithmetic.points - lot.earned
  const moves = difference > 0 ? [added(bench, lot, points(difference))] : removed(lot, points(-difference))
  if (moves.length === 0) return
  await bench.post({
    kind: 'earn_correction',
    reference: purchase.transactionId,
    purchaseId: purchase.transactionId,
    corrects: await earnedBy(bench.tx, bench.who.cardholderId, purchase.transactionId),
    effectiveOn: purchase.postedOn,
    arithmetic: JSON.stringify(arithmetic),
    moves,
  })
  if (lot.earned > 0) return
  // An empty lot says nothing that its entries do not say.
  await deleteLot(bench.tx, bench.who, lot.lotId)
  bench.lots.delete(lot.lotId)
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
function emptyLot(purchase: Fact, { arithmetic, life }: { arithmetic: Earnings['arithmetic']; life: LotLife }): Lot {
  const none = points(0)
  const entropy = createHash('sha256').update(purchase.transactionId).digest()
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
    ruleVersion: arithmetic.ruleVersion,
    rateBasisPoints: arithmetic.rateBasisPoints,
    ...lifeOf(purchase.postedOn, life),
  }
}
