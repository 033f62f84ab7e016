import { businessDay } from '../../../shared/values/businessDay'
import { points } from '../../../shared/values/points'
import type { Tx } from '../../db/database'
import { Refused } from '../../http/refused'
import type { Surroundings } from '../../ports/surroundings'
import { programmeOf } from '../programmes'
import type { Bench } from './bench'
import { isLastDay, takeByHand } from './desk.rules'
import { type DeskOutcome, onBench, repayDebtFrom } from './deskBench'
import { lifeOf } from './earning.rules'
import type { Lot } from './lot'
import { insertLot, type Who } from './points.store'

export interface Adjustment {
  /** Above zero given, below zero taken. */
  points: number
  /** The last day of points that are given; without it they live as long as points that are earned today. */
  expiresOn?: string
  requestId: string
  surroundings: Surroundings
}

/**
 * Gives or takes points by hand. What is given opens a lot of its own, available at once; what is taken comes from the
 * lots in the order of use, and never makes debt.
 * @throws Refused not_found, points_insufficient, expiry_out_of_range
 */
export function adjustPoints(tx: Tx, who: Who, adjustment: Adjustment): Promise<DeskOutcome> {
  const { surroundings } = adjustment
  const work = (bench: Bench) => (adjustment.points > 0 ? give(bench, adjustment) : take(bench, adjustment))
  return onBench(tx, who, { surroundings, work })
}

async function give(bench: Bench, adjustment: Adjustment): Promise<DeskOutcome> {
  const { tx, who, surroundings, today } = bench
  const lot = await emptyLot(bench, adjustment)
  if (!isLastDay(lot.expiresOn, { from: today, today })) throw new Refused('expiry_out_of_range')
  await insertLot(tx, who, { lot, createdAt: surroundings.now() })
  bench.lots.set(lot.lotId, lot)
  const given = await bench.post({
    kind: 'adjust',
    reference: lot.source,
    purchaseId: lot.source,
    effectiveOn: today,
    moves: [{ from: 'issuer', to: 'available', amount: points(adjustment.points), lotId: lot.lotId }],
  })
  const lastDays = [{ lotId: lot.lotId, before: null, after: lot.expiresOn }]
  return { transactionIds: [given, ...(await repayDebtFrom(bench, lot))], lastDays }
}

async function take(bench: Bench, { points: amount, requestId }: Adjustment): Promise<DeskOutcome> {
  const moves = takeByHand([...bench.lots.values()], points(-amount), bench.today)
  if (!moves) throw new Refused('points_insufficient')
  const taken = await bench.post({
    kind: 'adjust',
    reference: sourceOf(requestId),
    // No purchase is refunded by this: refunds must not take it for theirs.
    purchaseId: null,
    effectiveOn: bench.today,
    moves,
  })
  return { transactionIds: [taken], lastDays: [] }
}

function sourceOf(requestId: string): string {
  return `adjust:${requestId}`
}

async function emptyLot({ tx, who, surroundings, today }: Bench, { expiresOn, requestId }: Adjustment): Promise<Lot> {
  const none = points(0)
  const life = lifeOf(today, await programmeOf(tx, who.programmeId))
  return {
    lotId: surroundings.newId(),
    cardId: '',
    source: sourceOf(requestId),
    earned: none,
    pending: none,
    available: none,
    held: none,
    redeemed: none,
    expired: none,
    clawed_back: none,
    repaid: none,
    ruleVersion: 'adjust',
    rateBasisPoints: 0,
    availableOn: today,
    expiresOn: expiresOn === undefined ? life.expiresOn : businessDay(expiresOn),
  }
}
