import * as z from 'zod/mini'
import { day } from '../../../shared/contract/schemas'
import { tierStep } from '../../../shared/contract/tiers'

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
  earning: z.object({
    version: z.string().check(z.minLength(1), z.maxLength(32)),
    since: day,
    /** Points for 10,000 fen: 100 means one point a yuan. */
    rateBasisPoints: z.int().check(z.nonnegative()),
    /** Growth for 10,000 fen. */
    growthBasisPoints: z.int().check(z.nonnegative()),
    /** Merchant category codes that earn neither points nor growth. */
    excludedMccs: z.array(z.string().check(z.regex(/^\d{4}$/))),
  }),
  /** Earned points become available this many days after the bank posted the spend. */
  daysUntilAvailable: z.int().check(z.nonnegative()),
  /** Points expire at the end of the month that lies this many months after the bank posted the spend. */
  monthsUntilExpiry: z.int().check(z.positive()),
})
export type ProgrammeSettings = z.output<typeof programmeSettings>
