import * as z from 'zod/mini'
import { tierStep } from '../../../shared/contract/tiers'
import { earningRule } from './earningRule'

const bilingual = z.object({ zh: z.string(), en: z.string() })

/** What a programme decides for itself. */
export const programmeSettings = z.object({
  id: z.string().check(z.regex(/^[a-z0-9-]{2,32}$/)),
  name: bilingual,
  bank: bilingual,
  brand: bilingual,
  /** The tier table, from the lowest threshold to the highest; the first is 0. */
  tiers: z.array(tierStep).check(z.minLength(1)),
  /** Growth counts over this many months, today included. */
  tierWindowMonths: z.int().check(z.positive()),
  /** A tier above the lowest is kept for this many months from the day on which it is reached. */
  tierTermMonths: z._default(z.int().check(z.positive()), 12),
  /** After a term without enough growth the tier stays for this many days more, in which growth can still renew it. */
  tierGraceDays: z._default(z.int().check(z.nonnegative()), 30),
  /** The rule that the programme started with; later versions are kept beside it. */
  earning: earningRule,
  /** Earned points become available this many days after the bank posted the spend. */
  daysUntilAvailable: z.int().check(z.nonnegative()),
  /** Points expire at the end of the month that lies this many months after the bank posted the spend. */
  monthsUntilExpiry: z.int().check(z.positive()),
  /** Expired points can be reinstated by operators until this many days after their last day. */
  reinstatementDays: z._default(z.int().check(z.nonnegative()), 30),
})
export type ProgrammeSettings = z.output<typeof programmeSettings>
