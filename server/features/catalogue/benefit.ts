import type { BenefitCard, BenefitCategory, BenefitDetail } from '../../../shared/contract/catalogue'
import type { TierId } from '../../../shared/contract/tiers'
import type { Points } from '../../../shared/values/points'

/** A benefit as the catalogue offers it now. */
export interface Benefit {
  id: string
  title: string
  category: BenefitCategory
  tier: TierId
  points: Points
  startsAt: Date
  /** The last moment at which it may be redeemed: the end of its window, or when it was retired if that was earlier. */
  endsAt: Date
  limitPerPerson: number
  validDays: number
  /** Stock less what was issued. */
  remaining: number
  position: number
  /** The catalogue version that last changed it. */
  version: string
}

/** What only the detail page shows. */
export interface BenefitText {
  description: string
  steps: string[]
}

export function benefitCard(benefit: Benefit): BenefitCard {
  const { id, title, category, points, tier, remaining } = benefit
  return {
    id,
    title,
    category,
    points,
    tier,
    remaining,
    startsAt: benefit.startsAt.toISOString(),
    endsAt: benefit.endsAt.toISOString(),
  }
}

export function benefitDetail(benefit: Benefit & BenefitText): BenefitDetail {
  const { description, steps, limitPerPerson, validDays } = benefit
  return { ...benefitCard(benefit), description, steps, limitPerPerson, validDays }
}
