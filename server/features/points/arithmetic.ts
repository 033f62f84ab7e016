import type { Rounding } from '../../../shared/contract/points'

/** Why a purchase earns less than its rate, or nothing. */
export type Limitation =
  | 'category'
  | 'below_minimum'
  | 'budget'
  | 'below_one_point'
  | 'cap_bonus'
  | 'cap_category'
  | 'cap_day'
  | 'cap_month'
  | 'cap_rule'

/** The arithmetic that made the points of a purchase; it is kept beside them. */
export interface Arithmetic {
  ruleVersion: string
  /** Before bonuses: of the category group, the product, or the base. */
  rateBasisPoints: number
  category: string | null
  bonuses: { id: string; extraBasisPoints: number }[]
  tier: string
  tierMultiplier: number
  firstPurchasePoints: number
  /** What it would have earned without caps. */
  uncapped: number
  limitedBy: Limitation | null
  points: number
  /** Bonuses that their own cap cut, and the extra points that it left; absent where there are none. */
  bonusesCut?: { id: string; points: number }[]
  /** Absent where it is down. */
  rounding?: Rounding
}
