import type { BenefitLine, NumberedBenefit } from './benefitsFile'
import type { KnownBenefit } from './load.store'

export interface LoadCounts {
  new: number
  changed: number
  unchanged: number
  retired: number
  codesAdded: number
}

/** What a load will do to the benefits. */
export interface LoadPlan {
  added: BenefitLine[]
  changed: BenefitLine[]
  unchanged: BenefitLine[]
  /** Ids of those that the file no longer names, where it replaces the catalogue. */
  retired: string[]
  /** Those that the file does not name and that make room for it, with their new places. */
  moved: { benefitId: string; position: number }[]
  /** Those whose stock differs from what it is. */
  restocked: NumberedBenefit[]
}

export function planLoad(
  benefits: NumberedBenefit[],
  known: ReadonlyMap<string, KnownBenefit>,
  { replace }: { replace: boolean },
): LoadPlan {
  const named = new Set(benefits.map(({ benefit }) => benefit.benefitId))
  const plan: LoadPlan = { added: [], changed: [], unchanged: [], retired: [], moved: [], restocked: [] }
  for (const numbered of benefits) {
    const { benefit } = numbered
    const before = known.get(benefit.benefitId)
    if (!before) plan.added.push(benefit)
    else if (before.retired || !sameBenefit(before.benefit, benefit)) plan.changed.push(benefit)
    else plan.unchanged.push(benefit)
    if ((before?.benefit.stock ?? 0) !== benefit.stock) plan.restocked.push(numbered)
  }
  const others = [...known.values()].filter(({ benefit, retired }) => !retired && !named.has(benefit.benefitId))
  if (replace) plan.retired = others.map(({ benefit }) => benefit.benefitId)
  else plan.moved = movedBehind(benefits, others)
  return plan
}

/** What the file does not name stands behind what it names, in the order that it had; who stands there already stays. */
function movedBehind(benefits: NumberedBenefit[], others: KnownBenefit[]): LoadPlan['moved'] {
  const inOrder = others
    .map(({ benefit }) => benefit)
    .sort((a, b) => a.position - b.position || (a.benefitId < b.benefitId ? -1 : 1))
  let last = Math.max(0, ...benefits.map(({ benefit }) => benefit.position))
  return inOrder.flatMap(({ benefitId, position }) => {
    const place = Math.max(position, last + 1)
    last = place
    return place === position ? [] : [{ benefitId, position: place }]
  })
}

function sameBenefit(one: BenefitLine, other: BenefitLine): boolean {
  const fields = Object.keys(one) as (keyof BenefitLine)[]
  return fields.every((field) => JSON.stringify(one[field]) === JSON.stringify(other[field]))
}
