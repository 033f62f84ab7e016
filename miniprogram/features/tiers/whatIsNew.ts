import type { BenefitNamed, LadderStep } from '../../../shared/contract/entitlements'
import type { TierId } from '../../../shared/contract/tiers'
import { rankIn } from './rank'

export interface News {
  /** How many may be chosen each month, where that or the list is another one. */
  choose: number
  options: BenefitNamed[]
  /** Benefits that all steps between open, and the first of them. */
  opens: number
  opened: BenefitNamed[]
  /** In ten-thousandths, where it is higher than before. */
  multiplier: number | null
}

/** What somebody gains who rises from one tier to another, perhaps over several. */
export function whatIsNew(steps: readonly LadderStep[], { from, to }: { from: TierId; to: TierId }): News {
  const before = steps[rankIn(steps, from)]
  const after = steps[rankIn(steps, to)]
  const between = steps.slice(rankIn(steps, from) + 1, rankIn(steps, to) + 1)
  const isHigher = (after?.multiplier ?? 0) > (before?.multiplier ?? 0)
  return {
    choose: after?.choose ?? 0,
    options: after?.options ?? [],
    opens: between.reduce((sum, { opens }) => sum + opens, 0),
    opened: between.flatMap(({ opened }) => opened),
    multiplier: isHigher ? (after?.multiplier ?? null) : null,
  }
}
