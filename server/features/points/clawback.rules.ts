import type { BusinessDay } from '../../../shared/values/businessDay'
import { type Points, points } from '../../../shared/values/points'
import type { DebtPolicy } from '../programmes'
import type { Bucket, Lot, Move } from './lot'
import { inOrderOfUse, placeOf } from './lots.rules'

/**
 * Takes back points of a refunded purchase: from its own lot (points that expired there meanwhile count as taken back),
 * then from the lots that expire next. What is still missing becomes debt, or the issuer bears it where the programme
 * forgives: that is booked too, so that nobody asks for it again. Lots whose last day is over pay for no other purchase,
 * whether or not a job has expired them yet.
 * @param debtPolicy of the terms of the day on which the bank posted the refund
 */
export function clawback(
  amount: Points,
  { own, lots, today, debtPolicy }: { own: Lot; lots: readonly Lot[]; today: BusinessDay; debtPolicy: DebtPolicy },
): Move[] {
  const moves: Move[] = []
  let missing: number = amount
  const takeFrom = (lot: Lot, bucket: 'pending' | 'available' | 'expired') => {
    const taken = points(Math.min(missing, lot[bucket]))
    if (taken > 0) moves.push({ from: bucket, to: 'clawed_back', amount: taken, lotId: lot.lotId })
    missing -= taken
  }
  for (const bucket of ['pending', 'available', 'expired'] as const) takeFrom(own, bucket)
  for (const lot of [...lots].sort(inOrderOfUse)) {
    if (lot.lotId === own.lotId || lot.expiresOn < today) continue
    takeFrom(lot, 'available')
    takeFrom(lot, 'pending')
  }
  const from = debtPolicy === 'forgive' ? 'issuer' : 'debt'
  if (missing > 0) moves.push({ from, to: 'clawed_back', amount: points(missing), lotId: null })
  return moves
}

/** What an earlier clawback took, summed up: from which lots, how much became debt, and how much was given up. */
export interface Taken {
  lots: readonly { lotId: string; amount: Points }[]
  debt: Points
  /** What the issuer bore. */
  forgiven: Points
}

/**
 * Gives back points because a late fact showed that another purchase was refunded. The way back is the way in reverse:
 * first what the issuer bore or was owed, then other lots, then the own lot. Debt that later earnings repaid meanwhile goes back to those earnings.
 */
export function restoration(
  amount: Points,
  { own, lots, taken, debt, today }: { own: Lot; lots: readonly Lot[]; taken: Taken; debt: Points; today: BusinessDay },
): Move[] {
  const byId = new Map(lots.map((lot) => [lot.lotId, lot]))
  const moves: Move[] = []
  let left: number = amount
  const giveBack = (lot: Lot, most: number, from: Bucket) => {
    const given = points(Math.min(left, most, lot[from]))
    if (given === 0) return
    const to = placeOf(lot, today)
    moves.push({ from: 'clawed_back', to, amount: given, lotId: lot.lotId, bucket: { from } })
    left -= given
  }
  const cancel = (amount: number, to: 'issuer' | 'debt') => {
    if (amount > 0) moves.push({ from: 'clawed_back', to, amount: points(amount), lotId: null })
    left -= amount
    return amount
  }
  cancel(Math.min(left, taken.forgiven), 'issuer')
  const repaid = Math.max(0, taken.debt - cancel(Math.min(left, taken.debt, debt), 'debt'))
  const repaidBefore = left
  for (const lot of [...lots].sort(inOrderOfUse).reverse()) {
    giveBack(lot, repaid - (repaidBefore - left), 'repaid')
  }
  for (const part of [...taken.lots].reverse()) {
    const lot = byId.get(part.lotId)
    if (lot && lot.lotId !== own.lotId) giveBack(lot, part.amount, 'clawed_back')
  }
  giveBack(own, left, 'clawed_back')
  return moves
}

/** Repays debt from points that were just earned or given back; what is expired repays nothing. */
export function repayment(lot: Lot, { debt, today }: { debt: Points; today: BusinessDay }): Move[] {
  if (lot.expiresOn < today) return []
  let left: number = debt
  return (['pending', 'available'] as const).flatMap((from): Move[] => {
    const amount = points(Math.min(left, lot[from]))
    left -= amount
    return amount > 0 ? [{ from, to: 'debt', amount, lotId: lot.lotId, bucket: { to: 'repaid' } }] : []
  })
}
