import * as z from 'zod/mini'
import { day } from './schemas'

const basisPoints = z.int().check(z.nonnegative())
const mcc = z.string().check(z.regex(/^\d{4}$/))
const name = z.string().check(z.regex(/^[a-z0-9-]{1,24}$/))
const pointsLimit = z.int().check(z.nonnegative())
const weekday = z.int().check(z.minimum(1), z.maximum(7))

/**
 * How spending earns points, as data. What a purchase earns is worked out in this order:
 *
 * 1. nothing, when its merchant category is excluded or its amount lies below the minimum;
 * 2. the rate of its category group, else of its card product, else the base rate;
 * 3. plus the extra rate of every bonus that applies to it;
 * 4. times the multiplier of the tier held at the start of its day;
 * 5. rounded down, once;
 * 6. plus the points for a first purchase;
 * 7. of each bonus, in the rule's order, at most the extra points that the bonus' own cap still leaves of the month;
 * 8. at most what the caps of its category, its day and its month, and of the rule still leave.
 *
 * Rates are points for 10,000 fen; multipliers are ten-thousandths.
 */
export const earningRule = z.strictObject({
  version: z.string().check(z.minLength(1), z.maxLength(32)),
  /** Counts for purchases that the bank posted on this day or later. */
  since: day,
  rateBasisPoints: basisPoints,
  growthBasisPoints: basisPoints,
  excludedMccs: z.array(mcc),
  minimumAmountFen: z._default(z.int().check(z.nonnegative()), 0),
  /** By card product, in place of the base rate. */
  productRates: z._default(z.record(z.string(), basisPoints), {}),
  categories: z._default(
    z.array(
      z.strictObject({
        id: name,
        /** Inclusive ranges of merchant category codes. */
        mccs: z.array(z.tuple([mcc, mcc])).check(z.minLength(1)),
        rateBasisPoints: basisPoints,
        /** At most so many points a calendar month. */
        perMonth: z.optional(pointsLimit),
      }),
    ),
    [],
  ),
  bonuses: z._default(
    z
      .array(
        z.strictObject({
          id: name,
          extraBasisPoints: basisPoints,
          /** When so many extra points were issued, the bonus ends, at the end of the next business day. */
          budgetPoints: z.optional(pointsLimit),
          /** At most so many extra points of one cardholder a calendar month. */
          perMonth: z.optional(pointsLimit),
          /** Each condition that is given has to hold. */
          channels: z.optional(z.array(z.enum(['pos', 'online']))),
          /** 1 is Monday, 7 is Sunday. */
          weekdays: z.optional(z.array(weekday)),
          from: z.optional(day),
          until: z.optional(day),
          categories: z.optional(z.array(name)),
        }),
      )
      .check(z.refine(haveOwnNames, { error: 'two bonuses have the same id' })),
    [],
  ),
  /** For the first purchase that earns anything. */
  firstPurchasePoints: z._default(pointsLimit, 0),
  tierMultipliers: z._default(z.record(z.string(), basisPoints), {}),
  /** When so many points were issued under this version, it earns nothing more, from the day after tomorrow on. */
  budgetPoints: z.optional(pointsLimit),
  /** At most so many points of one cardholder. */
  caps: z._default(
    z.strictObject({
      perDay: z.optional(pointsLimit),
      perMonth: z.optional(pointsLimit),
      /** Under this version in all. */
      perRule: z.optional(pointsLimit),
    }),
    {},
  ),
})
export type EarningRule = z.output<typeof earningRule>

function haveOwnNames(named: readonly { id: string }[]): boolean {
  return new Set(named.map(({ id }) => id)).size === named.length
}
