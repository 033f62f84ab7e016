import type {
  AccountKind,
  BenefitCard,
  BenefitCategory,
  BenefitDetail,
  Delivery,
} from '../../../shared/contract/catalogue'
import type { TierId } from '../../../shared/contract/tiers'
import type { Points } from '../../../shared/values/points'
import { nextRelease, type Release, remainingAt } from '../../../shared/values/stock'

/** A benefit as the catalogue offers it now. */
export interface Benefit {
  id: string
  title: string
  category: BenefitCategory
  tier: TierId
  points: Points
  startsAt: Date
  /** The last moment at which it may be redeemed: the end of its window, or when it was retired or taken down before. */
  endsAt: Date
  /** Per person, ever. */
  limitPerPerson: number
  /** Per person, by Shanghai day, week from Monday, month; and over all benefits of its campaign. Null for none. */
  limits: { day: number | null; week: number | null; month: number | null; campaign: number | null }
  campaignId: string | null
  /** Card products that may redeem it; null for all. */
  products: readonly string[] | null
  delivery: Delivery
  /** Whom it is ordered from, under which name; null where it comes from the pool of codes. */
  source: { supplier: string; sku: string } | null
  /** What is topped up; null where nothing is. */
  accountKind: AccountKind | null
  validDays: number
  /** In all, portions that have not come yet among it. */
  stock: number
  issued: number
  /** The number of the code that was issued last. */
  lastSeq: number
  /** Portions of the stock that come later, the earliest first. */
  releases: readonly Release[]
  /** Operators are told when less is left; null for never. */
  lowStockAt: number | null
  position: number
  /** The catalogue version that last changed it. */
  version: string
}

/** What only the detail page shows. */
export interface BenefitText {
  description: string
  steps: string[]
}

export function benefitCard(benefit: Benefit, now: Date): BenefitCard {
  const { id, title, category, points, tier, delivery } = benefit
  return {
    id,
    title,
    category,
    points,
    tier,
    delivery,
    remaining: remainingAt(benefit, now),
    nextRelease: releaseShown(nextRelease(benefit, now)),
    startsAt: benefit.startsAt.toISOString(),
    endsAt: benefit.endsAt.toISOString(),
  }
}

export function releaseShown(release: Release | null): BenefitCard['nextRelease'] {
  return release && { at: release.at.toISOString(), stock: release.stock }
}

export function benefitDetail(benefit: Benefit & BenefitText, now: Date): BenefitDetail {
  const { description, steps, limitPerPerson, limits, accountKind, products, validDays } = benefit
  return {
    ...benefitCard(benefit, now),
    description,
    steps,
    limitPerPerson,
    limits,
    account: accountKind,
    products: products && [...products],
    validDays,
  }
}
