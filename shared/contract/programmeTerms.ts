import * as z from 'zod/mini'
import { expiryPolicy, rounding } from './points'
import { day } from './schemas'
import { tierId, tierStep } from './tiers'

/** What may change with time in how points live and tiers are held, beside the earning rule. */
export const termFields = {
  /** The tier table, from the lowest threshold to the highest; the first is basic, from 0. */
  tiers: z
    .array(tierStep)
    .check(z.refine(isTierTable, { error: 'basic at 0 comes first, and each next tier asks for more' })),
  /** Growth counts over this many months, today included. */
  tierWindowMonths: z.int().check(z.positive()),
  /** A tier above the lowest is kept for this many months from the day on which it is reached. */
  tierTermMonths: z._default(z.int().check(z.positive()), 12),
  /** After a term without enough growth the tier stays for this many days more, in which growth can still renew it. */
  tierGraceDays: z._default(z.int().check(z.nonnegative()), 30),
  /** What reaching a tier early costs, in points, from the one right below; without a price it is not for points. */
  tierPrices: z._default(z.partialRecord(tierId, z.int().check(z.positive())), {}),
  /** Earned points become available this many days after the bank posted the spend. */
  daysUntilAvailable: z.int().check(z.nonnegative()),
  expiry: expiryPolicy,
  rounding: z._default(rounding, 'down'),
  /** What becomes of points that have to be taken back and are not there: they are owed, or given up. */
  debtPolicy: z._default(z.enum(['owe', 'forgive']), 'owe'),
  /** Operators can bring expired points back until this many days after their last day. */
  reinstatementDays: z._default(z.int().check(z.nonnegative()), 30),
  /** What the issuer reckons 1,000 points at, in fen: for its own reports, and on no cardholder's screen. */
  fenPerThousandPoints: z.optional(z.int().check(z.nonnegative())),
}

/** One version of a programme's terms; it states all of them. */
export const programmeTerms = z
  .strictObject({
    version: z.string().check(z.minLength(1), z.maxLength(32)),
    /** The first business day for which they count. */
    since: day,
    ...termFields,
  })
  .check(
    z.refine(livesLongEnough, { path: ['expiry'], error: 'points would expire before they are available' }),
    z.refine(({ version }) => version !== startVersion, {
      path: ['version'],
      error: 'this is the name of the first version',
    }),
  )
export type ProgrammeTerms = z.output<typeof programmeTerms>
export type DebtPolicy = ProgrammeTerms['debtPolicy']

/** The terms with which a programme was installed; they have no version of their own in its settings. */
export const startVersion = 'start'

function isTierTable(tiers: readonly z.output<typeof tierStep>[]): boolean {
  if (tiers[0]?.tier !== 'basic' || tiers[0].threshold !== 0) return false
  const order = tierId.options
  return tiers.every(({ tier, threshold }, at) => {
    const below = tiers[at - 1]
    return !below || (threshold > below.threshold && order.indexOf(tier) > order.indexOf(below.tier))
  })
}

const shortestMonth = 28

function livesLongEnough({
  daysUntilAvailable,
  expiry,
}: Pick<ProgrammeTerms, 'daysUntilAvailable' | 'expiry'>): boolean {
  const months = expiry.kind === 'yearly' ? expiry.minimumMonths : expiry.months
  return daysUntilAvailable <= months * shortestMonth
}
