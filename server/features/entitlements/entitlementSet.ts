import type { TierId } from '../../../shared/contract/tiers'
import type { BusinessDay } from '../../../shared/values/businessDay'

/** One version of what a tier gives without points: so many of a list each month. */
export interface EntitlementSet {
  version: string
  /** The first day of the month from which it is offered, until a later version of the same tier. */
  since: BusinessDay
  tier: TierId
  /** 0, with an empty list, ends what the tier gave. */
  choose: number
  /** Ids of benefits of the catalogue, in the order of the screen. */
  benefits: string[]
}

/** One choice as it was made. */
export interface Choice {
  programmeId: string
  cardholderId: string
  month: string
  /** 1 for the first choice of the month. */
  slot: number
  tier: TierId
  version: string
  benefitId: string
  redemptionId: string
  chosenAt: Date
}
