import { type Points, sumPoints } from '../../../shared/values/points'
import type { Tx } from '../../db/database'
import type { Surroundings } from '../../ports/surroundings'
import { type Bench, closeBenches, openBench } from './bench'
import { type Hold, holdOf } from './holds.store'
import type { Lot, Move } from './lot'
import { placeOf } from './lots.rules'
import type { Who } from './points.store'
import { repayDebtFrom } from './repayDebt'
import { spendOn } from './spendPoints'

/** Null when it had been done before: nothing has changed then. */
export type Held = { transactionId: string } | null

interface OfRedemption {
  redemptionId: string
  surroundings: Surroundings
}

/**
 * Sets the points of a redemption aside, first out first, until they are redeemed or released. They stay in their lots,
 * where neither time nor a refund reaches them.
 * @throws Refused points_in_debt, points_insufficient
 * @throws Error when the redemption took another amount, or its points without a hold
 */
export async function holdPoints(
  tx: Tx,
  who: Who,
  order: OfRedemption & { amount: Points; title: string },
): Promise<Held> {
  const work: Work = (bench, hold) => {
    const { amount, redemptionId, title } = order
    if (hold.taken.length > 0 || hold.ended) {
      const before = sumPoints(hold.taken.map((part) => part.amount))
      if (before !== amount) throw new Error(`redemption ${redemptionId} held ${before} points, and never ${amount}`)
      return null
    }
    if (amount === 0) throw new Error(`redemption ${redemptionId} costs nothing, so there is nothing to hold`)
    return { transactionId: spendOn(bench, { kind: 'hold', amount, reference: redemptionId, memo: title }) }
  }
  return onHold(tx, who, { ...order, work })
}

/**
 * Redeems what is held for a redemption, out of the very lots that it was taken from, also when their last day is over.
 * @throws Error when nothing was held for it, or it was released
 */
export async function redeemHeld(tx: Tx, who: Who, order: OfRedemption & { title: string }): Promise<Held> {
  const work: Work = (bench, hold) => {
    const { redemptionId, title } = order
    if (isEnded(hold, { as: 'redeem', redemptionId })) return null
    const moves = hold.taken.map((part): Move => ({ ...part, from: 'held', to: 'redeemed' }))
    return { transactionId: post(bench, { kind: 'redeem', redemptionId, title, moves }) }
  }
  return onHold(tx, who, { ...order, work })
}

/**
 * Gives what is held for a redemption back to the very lots that it was taken from; what goes back to a lot whose last day
 * is over has expired. Debt that arose meanwhile is repaid from what came back.
 * @throws Error when nothing was held for it, or it was redeemed
 */
export async function releaseHold(tx: Tx, who: Who, order: OfRedemption): Promise<Held> {
  const work: Work = (bench, hold) => {
    const { redemptionId } = order
    if (isEnded(hold, { as: 'release', redemptionId })) return null
    bench.age()
    const lots = hold.taken.map(({ lotId }) => bench.lots.get(lotId) as Lot)
    const moves = hold.taken.map((part, at): Move => {
      // What was available stays so, even where the clock was set back to before its lot's first day.
      const isOver = placeOf(lots[at] as Lot, bench.today) === 'expired'
      return { ...part, from: 'held', to: isOver ? 'expired' : 'available' }
    })
    const transactionId = post(bench, { kind: 'release', redemptionId, title: hold.title, moves })
    repayDebtFrom(bench, lots)
    return { transactionId }
  }
  return onHold(tx, who, { ...order, work })
}

type Work = (bench: Bench, hold: Hold) => Held

/** Under the account's lock, so that what is read of the redemption is still so when it is written. */
async function onHold(
  tx: Tx,
  who: Who,
  { redemptionId, surroundings, work }: OfRedemption & { work: Work },
): Promise<Held> {
  const bench = await openBench(tx, who, surroundings)
  const done = work(bench, await holdOf(tx, who.cardholderId, redemptionId))
  await closeBenches(tx, [bench])
  return done
}

/** Whether it has ended so already. That it ended the other way is a defect of who asks, and must not be passed over. */
function isEnded(
  { taken, ended }: Hold,
  { as, redemptionId }: { as: 'redeem' | 'release'; redemptionId: string },
): boolean {
  if (taken.length === 0) throw new Error(`nothing was held for redemption ${redemptionId}`)
  if (ended && ended !== as) throw new Error(`what was held for redemption ${redemptionId} has ended by ${ended}`)
  return ended !== null
}

function post(
  bench: Bench,
  {
    kind,
    redemptionId,
    title,
    moves,
  }: { kind: 'redeem' | 'release'; redemptionId: string; title: string; moves: Move[] },
): string {
  const memo = title.slice(0, 128)
  return bench.post({ kind, reference: redemptionId, purchaseId: null, memo, effectiveOn: bench.today, moves })
}
