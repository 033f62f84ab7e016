import type { Ladder } from '../../../shared/contract/entitlements'
import type { TierId } from '../../../shared/contract/tiers'
import { rankIn } from './rank'

export interface Rise {
  from: TierId
  to: TierId
  /** Null when it was seen before, here or on another phone: then only what is new is told. */
  evaluationId: string | null
}

/** The upgrade that waits, else the step up to today's tier; nothing in the lowest one. */
export function riseOf({ standing, steps }: Pick<Ladder, 'standing' | 'steps'>): Rise | undefined {
  if (!standing) return undefined
  if (standing.ceremony) return standing.ceremony
  const below = steps[rankIn(steps, standing.tier) - 1]
  return below && { from: below.tier, to: standing.tier, evaluationId: null }
}
