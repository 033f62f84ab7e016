import * as z from 'zod/mini'
import { earningRule } from '../../../shared/contract/earningRule'
import { type ProgrammeTerms, startVersion, termFields } from '../../../shared/contract/programmeTerms'
import { riskRuleSet } from '../../../shared/contract/riskRules'

const bilingual = z.object({ zh: z.string(), en: z.string() })

const asWritten = z
  .object({
    id: z.string().check(z.regex(/^[a-z0-9-]{2,32}$/)),
    name: bilingual,
    bank: bilingual,
    brand: bilingual,
    /** The rule that the programme started with; later versions are kept beside it. */
    earning: earningRule,
    /** What asks every cardholder for a one-time password: a redemption above so many points, or so many in a day. */
    stepUp: z.optional(
      z.object({
        abovePoints: z.optional(z.int().check(z.nonnegative())),
        dailyLimitPoints: z.optional(z.int().check(z.nonnegative())),
      }),
    ),
    /** The risk rules that it started with; later versions are kept beside them. Without any, all attempts are normal. */
    risk: z.optional(riskRuleSet),
    /** The terms that it started with; later versions are kept beside them. */
    ...termFields,
    expiry: z.optional(termFields.expiry),
    /** The older spelling of `expiry: { kind: 'rolling_months' }`. */
    monthsUntilExpiry: z.optional(z.int().check(z.positive())),
  })
  .check(
    z.refine(({ expiry, monthsUntilExpiry }) => (expiry === undefined) !== (monthsUntilExpiry === undefined), {
      path: ['expiry'],
      error: 'expiry is missing, or stands beside monthsUntilExpiry',
    }),
  )

/** What a programme decides for itself, as it started. */
export const programmeSettings = z.pipe(
  asWritten,
  z.transform(({ monthsUntilExpiry, expiry, ...settings }) => ({
    ...settings,
    expiry: expiry ?? { kind: 'rolling_months' as const, months: monthsUntilExpiry as number },
  })),
)
export type ProgrammeSettings = z.output<typeof programmeSettings>

/** The first version of a programme's terms. */
export function startingTerms({ earning, ...settings }: ProgrammeSettings): ProgrammeTerms {
  const { tiers, tierWindowMonths, tierTermMonths, tierGraceDays, tierPrices } = settings
  const { daysUntilAvailable, expiry, rounding, debtPolicy, reinstatementDays, fenPerThousandPoints } = settings
  const tierTerms = { tiers, tierWindowMonths, tierTermMonths, tierGraceDays, tierPrices }
  const lives = { daysUntilAvailable, expiry, rounding, debtPolicy, reinstatementDays }
  const worth = fenPerThousandPoints === undefined ? {} : { fenPerThousandPoints }
  return { version: startVersion, since: earning.since, ...tierTerms, ...lives, ...worth }
}
