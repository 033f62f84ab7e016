import type { BenefitLine, NumberedBenefit } from './benefitsFile'
import type { CatalogueProblems } from './catalogueProblems'
import type { CodesFile } from './codesFile'
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
  /** Those whose stock differs from what it is. */
  restocked: NumberedBenefit[]
}

export function planLoad(
  benefits: NumberedBenefit[],
  known: ReadonlyMap<string, KnownBenefit>,
  { replace }: { replace: boolean },
): LoadPlan {
  const named = new Set(benefits.map(({ benefit }) => benefit.benefitId))
  const plan: LoadPlan = { added: [], changed: [], unchanged: [], retired: [], restocked: [] }
  for (const numbered of benefits) {
    const { benefit } = numbered
    const before = known.get(benefit.benefitId)
    if (!before) plan.added.push(benefit)
    else if (before.retired || !sameBenefit(before.benefit, benefit)) plan.changed.push(benefit)
    else plan.unchanged.push(benefit)
    if ((before?.benefit.stock ?? 0) !== benefit.stock) plan.restocked.push(numbered)
  }
  if (replace) {
    plan.retired = [...known].flatMap(([id, { retired }]) => (retired || named.has(id) ? [] : [id]))
  }
  return plan
}

function sameBenefit(one: BenefitLine, other: BenefitLine): boolean {
  const fields = Object.keys(one) as (keyof BenefitLine)[]
  return fields.every((field) => JSON.stringify(one[field]) === JSON.stringify(other[field]))
}

/** Notes every stock that its codes do not cover, or that is less than what was issued. */
export function checkStock(
  benefits: NumberedBenefit[],
  { known, codes }: { known: ReadonlyMap<string, KnownBenefit>; codes: CodesFile },
  problems: CatalogueProblems,
): void {
  for (const { row, benefit } of benefits) {
    const before = known.get(benefit.benefitId)
    const place = { file: 'benefits', row, column: 'stock' } as const
    const codesInAll = (before?.codes ?? 0) + (codes.rowsOfBenefit.get(benefit.benefitId) ?? 0)
    if (benefit.stock > codesInAll) problems.note({ ...place, code: 'stock_above_codes' }, codesInAll)
    const issued = before?.issued ?? 0
    if (benefit.stock < issued) problems.note({ ...place, code: 'stock_below_issued' }, issued)
  }
}

/** Notes every code of a benefit that neither the file nor the catalogue has. */
export function checkOwners(codes: CodesFile, benefitIds: ReadonlySet<string>, problems: CatalogueProblems): void {
  for (const { row, benefitId } of codes.codes) {
    if (benefitId === '' || benefitIds.has(benefitId)) continue
    problems.note({ file: 'codes', row, column: 'benefit_id', code: 'benefit_unknown' }, benefitId)
  }
}
