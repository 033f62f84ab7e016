import type { BenefitCategory, CatalogueQuery } from '../../../shared/contract/catalogue'
import type { TierId } from '../../../shared/contract/tiers'

/** What somebody looks for. It lives as long as the page: looking at one benefit and coming back changes nothing. */
export interface Looking {
  category: BenefitCategory | 'all'
  /** As it is typed; the server makes capitals and widths alike. */
  words: string
  tier: TierId | 'all'
  band: Band
  redeemable: boolean
}

/** Prices as people think of them. */
export const bands = ['all', 'low', 'middle', 'high'] as const
export type Band = (typeof bands)[number]

export const edges: Record<Exclude<Band, 'all'>, { minPoints?: number; maxPoints?: number }> = {
  low: { maxPoints: 1_000 },
  middle: { minPoints: 1_001, maxPoints: 3_000 },
  high: { minPoints: 3_001 },
}

export const everything: Looking = { category: 'all', words: '', tier: 'all', band: 'all', redeemable: false }

/** As the server is asked. Two that are alike are one list. */
export function queryOf({ category, words, tier, band, redeemable }: Looking): CatalogueQuery {
  const { minPoints, maxPoints } = band === 'all' ? {} : edges[band]
  const q = words.trim().replace(/\s+/g, ' ')
  return {
    ...(category !== 'all' && { category }),
    ...(q !== '' && { q }),
    ...(tier !== 'all' && { tier }),
    ...(minPoints !== undefined && { minPoints: String(minPoints) }),
    ...(maxPoints !== undefined && { maxPoints: String(maxPoints) }),
    ...(redeemable && { redeemable: 'true' as const }),
  }
}

/** Whether anything but everything is looked for. */
export function isNarrowed(looking: Looking): boolean {
  return Object.keys(queryOf(looking)).length > 0
}
