import type { TierId } from '../../../shared/contract/tiers'

/** The place of a tier among steps, the lowest first; −1 where it is not among them. */
export function rankIn(steps: readonly { tier: TierId }[], tier: TierId): number {
  return steps.findIndex((step) => step.tier === tier)
}
