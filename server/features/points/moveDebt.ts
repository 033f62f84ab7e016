import { type Points, points, sumPoints } from '../../../shared/values/points'
import type { Tx } from '../../db/database'
import type { Surroundings } from '../../ports/surroundings'
import { type Bench, closeBenches, openBenches } from './bench'
import { cardReference, owedByCard } from './debts.store'
import { findAccounts } from './points.store'
import { repayDebtFrom } from './repayDebt'

interface CardOf {
  cardholderId: string
  cardId: string
}

/** A card, who had it before, and who has it now. */
export interface MovedCard {
  programmeId: string
  from: readonly CardOf[]
  to: CardOf
}

/**
 * Debt follows the card that it came from: whoever binds a card takes over what its refunds left owing on the accounts to
 * which it was bound before. A debit card belongs to one person, whose name the bank has checked each time, so it is the same
 * person with another account; debt that came from other cards of the old account stays there. Each move is written in both
 * books, and the new entry names the old one. Answers how much moved.
 */
export async function moveDebt(
  tx: Tx,
  { programmeId, from, to }: MovedCard,
  surroundings: Surroundings,
): Promise<Points> {
  const others = from.filter(({ cardholderId }) => cardholderId !== to.cardholderId)
  const accounts = await findAccounts(
    tx,
    others.map(({ cardholderId }) => cardholderId),
  )
  const owing = others.filter(({ cardholderId }) => (accounts.get(cardholderId)?.debt ?? 0) > 0)
  if (owing.length === 0) return points(0)
  const ids = [...new Set([...owing, to].map(({ cardholderId }) => cardholderId))].sort()
  const holders = ids.map((cardholderId) => ({ cardholderId, programmeId }))
  const benches = await openBenches(tx, holders, surroundings)
  const benchOf = ({ cardholderId }: CardOf) => benches.find(({ who }) => who.cardholderId === cardholderId) as Bench
  const moved: Points[] = []
  for (const card of owing) {
    const bench = benchOf(card)
    const amount = Math.min(bench.account.debt, await owedByCard(tx, card))
    if (amount > 0) moved.push(move({ bench, card }, { bench: benchOf(to), card: to }, points(amount)))
  }
  const taker = benchOf(to)
  taker.age()
  repayDebtFrom(taker, taker.lots.values())
  await closeBenches(tx, benches)
  return sumPoints(moved)
}

interface Side {
  bench: Bench
  card: CardOf
}

function move(from: Side, to: Side, amount: Points): Points {
  const left = from.bench.post({
    ...about(from),
    moves: [{ from: 'issuer', to: 'debt', amount, lotId: null }],
  })
  to.bench.post({ ...about(to), corrects: left, moves: [{ from: 'debt', to: 'issuer', amount, lotId: null }] })
  return amount
}

function about({ bench, card }: Side) {
  const reference = cardReference(card.cardId)
  return { kind: 'debt_moved' as const, reference, purchaseId: null, effectiveOn: bench.today }
}
