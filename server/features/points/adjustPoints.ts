import { businessDay } from '../../../shared/values/businessDay'
import { points } from '../../../shared/values/points'
import type { Tx } from '../../db/database'
import { Refused } from '../../http/refused'
import type { Surroundings } from '../../ports/surroundings'
import { type ProgrammeTerms, rulesOf } from '../programmes'
import type { Bench } from './bench'
import { isLastDay, takeByHand } from './desk.rules'
import { type DeskOutcome, onBench } from './deskBench'
import type { Lot } from './lot'
import { lifeOf } from './lotLife.rules'
import type { Who } from './points.store'
import { repayDebtFrom } from './repayDebt'

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
export async function adjustPoints(tx: Tx, who: Who, adjustment: Adjustment): Promise<DeskOutcome> {
  const { surroundings } = adjustment
  const { terms } = await rulesOf(tx, who.programmeId)
  const work = (bench: Bench) =>
    adjustment.points > 0 ? give(bench, { adjustment, terms: terms.on(bench.today) }) : take(bench, adjustment)
  return onBench(tx, who, { surroundings, work })
}

function give(bench: Bench, { adjustment, terms }: { adjustment: Adjustment; terms: ProgrammeTerms }): DeskOutcome {
  const { today } = bench
  const lot = emptyLot(bench, { adjustment, terms })
  if (!isLastDay(lot.expiresOn, { from: today, today })) throw new Refused('expiry_out_of_range')
  bench.open(lot)
  const given = bench.post({
    kind: 'adjust',
    reference: lot.source,
    purchaseId: lot.source,
    effectiveOn: today,
    moves: [{ from: 'issuer', to: 'available', amount: points(adjustment.points), lotId: lot.lotId }],
  })
  const lastDays = [{ lotId: lot.lotId, before: null, after: lot.expiresOn }]
  return { transactionIds: [given, ...repayDebtFrom(bench, [lot])], lastDays }
}

function take(bench: Bench, { points: amount, requestId }: Adjustment): DeskOutcome {
  const moves = takeByHand([...bench.lots.values()], points(-amount), bench.today)
  if (!moves) throw new Refused('points_insufficient')
  const taken = bench.post({
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

function emptyLot(
  { now, today }: Bench,
  { adjustment, terms }: { adjustment: Adjustment; terms: ProgrammeTerms },
): Lot {
  const none = points(0)
  const { expiresOn, requestId, surroundings } = adjustment
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
    createdAt: now,
    availableOn: today,
    expiresOn: expiresOn === undefined ? lifeOf(today, terms).expiresOn : businessDay(expiresOn),
  }
}
