import type { Budget, EarningRule } from '../programmes'
import type { Arithmetic } from './arithmetic'
import { bonusParts } from './caps.rules'

/** Points that were issued under a rule version, or as the extra points of one of its bonuses. */
export interface Issued {
  ruleVersion: string
  /** Empty for all points of the version. */
  bonusId: string
  points: number
}

export function hasBudget({ budgetPoints, bonuses }: EarningRule): boolean {
  return budgetPoints !== undefined || bonuses.some((bonus) => bonus.budgetPoints !== undefined)
}

/**
 * What a purchase issued of each budget that its rule states; nothing where the rule states none. The parts of the bonuses
 * are those that {@link bonusParts} tells apart, so that with the base they add up to what was earned.
 */
export function issuedBy(
  { amountFen }: { amountFen: number },
  { arithmetic, rule }: { arithmetic: Arithmetic; rule: EarningRule },
): Issued[] {
  if (arithmetic.points === 0) return []
  const ruleVersion = rule.version
  const whole = rule.budgetPoints === undefined ? [] : [{ ruleVersion, bonusId: '', points: arithmetic.points }]
  const limited = rule.bonuses.filter(({ budgetPoints }) => budgetPoints !== undefined)
  if (limited.length === 0) return whole
  const parts = bonusParts(amountFen, arithmetic)
  const extras = limited.map(({ id }) => ({ ruleVersion, bonusId: id, points: parts.get(id) ?? 0 }))
  return [...whole, ...extras.filter(({ points }) => points !== 0)]
}

/** What must be added when another arithmetic takes the place of one that was posted; `before` is null for a new purchase. */
export function issuedByCorrection(
  purchase: { amountFen: number },
  { before, after, rule }: { before: Arithmetic | null; after: Arithmetic; rule: EarningRule },
): Issued[] {
  const withdrawn = before ? issuedBy(purchase, { arithmetic: before, rule }) : []
  const taken = withdrawn.map((each) => ({ ...each, points: -each.points }))
  return issuedSums([...issuedBy(purchase, { arithmetic: after, rule }), ...taken])
}

/** One for each rule version and bonus, without those that come to nothing. */
export function issuedSums(issued: readonly Issued[]): Issued[] {
  const sums = new Map<string, Issued>()
  for (const { ruleVersion, bonusId, points } of issued) {
    const key = `${bonusId} ${ruleVersion}`
    sums.set(key, { ruleVersion, bonusId, points: points + (sums.get(key)?.points ?? 0) })
  }
  return [...sums.values()].filter(({ points }) => points !== 0)
}

/** The budgets that are used up. */
export function usedUp(
  budgets: readonly Budget[],
  issued: readonly Issued[],
): { ruleVersion: string; bonusId: string; pointsUsed: number }[] {
  return budgets.flatMap(({ ruleVersion, bonusId, budgetPoints }) => {
    const own = issued.filter((each) => each.ruleVersion === ruleVersion && each.bonusId === bonusId)
    const pointsUsed = own.reduce((sum, { points }) => sum + points, 0)
    return pointsUsed >= budgetPoints ? [{ ruleVersion, bonusId, pointsUsed: Math.max(0, pointsUsed) }] : []
  })
}
