import type { LoopStepId, LoopStepShown } from '../../../shared/contract/insights'

/** What the seven steps are worked out from; each is of the thirty days to the end of a day, or of those before them. */
export interface LoopFigures {
  /** Cardholders who have a card bound. */
  people: number
  /** Those to whom a benefit was delivered, for points or by their tier. */
  peopleWithBenefit: number
  /** Those of them who bound a card after their first one. */
  peopleWhoBoundAfter: number
  /** Cards bound, by whomever, and still bound. */
  cardsBound: number
  /** Cards with a purchase. */
  cardsActive: number
  cardsActiveBefore: number
  /** Cards of which a purchase earned points. */
  cardsRewarded: number
  /** Cards with a purchase in each of three windows running. */
  cardsInHabit: number
  /** People whose first benefit of the window before came in it, and those who had another within thirty days of that. */
  peopleOnce: number
  peopleAgain: number
  /** Purchases less refunds and reversals. */
  fen: number
  fenBefore: number
  purchases: number
  purchasesBefore: number
}

type Part = Pick<LoopStepShown, 'part' | 'whole'>

const parts: Record<LoopStepId, (figures: LoopFigures) => Part> = {
  benefit: ({ peopleWithBenefit: part, people: whole }) => ({ part, whole }),
  card: ({ peopleWhoBoundAfter: part, peopleWithBenefit: whole }) => ({ part, whole }),
  reward: ({ cardsRewarded: part, cardsActive: whole }) => ({ part, whole }),
  feeling: ({ peopleAgain: part, peopleOnce: whole }) => ({ part, whole }),
  money: ({ fen, cardsActive, fenBefore, cardsActiveBefore }) => ({
    part: each(fen, cardsActive),
    whole: each(fenBefore, cardsActiveBefore),
  }),
  use: ({ purchases, cardsActive, purchasesBefore, cardsActiveBefore }) => ({
    part: each(100 * purchases, cardsActive),
    whole: each(100 * purchasesBefore, cardsActiveBefore),
  }),
  habit: ({ cardsInHabit: part, cardsActive: whole }) => ({ part, whole }),
}

/** What comes to one card, rounded; 0 where there is no card. */
function each(sum: number, cards: number): number {
  return cards === 0 ? 0 : Math.round(sum / cards)
}

/** A step as its part of a whole; `before` is the same at the earlier day. */
export function stepsOf(
  now: LoopFigures | null,
  before: LoopFigures | null,
): { step: LoopStepId; perTenThousand: number | null; before: number | null; part: number; whole: number }[] {
  return (Object.keys(parts) as LoopStepId[]).map((step) => {
    const { part, whole } = now ? parts[step](now) : { part: 0, whole: 0 }
    return { step, part, whole, perTenThousand: shareOf(now, step), before: shareOf(before, step) }
  })
}

/** In ten-thousandths; null where there is nothing that it could be a share of. */
export function shareOf(figures: LoopFigures | null, step: LoopStepId): number | null {
  if (!figures) return null
  const { part, whole } = parts[step](figures)
  return whole <= 0 ? null : Math.round((10_000 * part) / whole)
}
