import type { BenefitColumn } from '../../../../shared/contract/versions'
import { cellsOf } from '../benefitCells'
import type { BenefitLine } from '../benefitsFile'
import type { KnownBenefit } from '../load.store'

/** One field of a benefit, before and after, as a file would say it. */
export interface FieldChange {
  column: BenefitColumn | 'retired'
  before: string
  after: string
}

/** What differs between a benefit of the live catalogue and one of a file; its place in the file is not counted. */
export function fieldChanges({ benefit, retired }: KnownBenefit, other: BenefitLine): FieldChange[] {
  const [before, after] = [cellsOf(benefit), cellsOf(other)]
  const changes = (Object.keys(before) as BenefitColumn[])
    .filter((column) => before[column] !== after[column])
    .map((column): FieldChange => ({ column, before: before[column], after: after[column] }))
  return retired ? [{ column: 'retired', before: 'yes', after: 'no' }, ...changes] : changes
}
