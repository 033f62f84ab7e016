import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { day, id, instant, month, pointsCount } from './schemas'
import { tierId } from './tiers'

export const pointsSummary = z.object({
  /** Can be redeemed now. */
  available: pointsCount,
  /** Earned, not yet available. */
  pending: pointsCount,
  /** Set aside for redemptions under way. */
  held: pointsCount,
  /** Owed after refunds; the next earnings repay it, and nothing can be redeemed meanwhile. */
  debt: pointsCount,
  /** The next points to expire. */
  expiringNext: z.nullable(z.object({ amount: pointsCount, on: day })),
  /** The next pending points to become available. */
  availableNext: z.nullable(z.object({ amount: pointsCount, on: day })),
})
export type PointsSummary = z.output<typeof pointsSummary>

export const entryKind = z.enum([
  'earn',
  'earn_correction',
  'settle',
  'hold',
  'release',
  'redeem',
  'tier_upgrade',
  'expire',
  'clawback',
  'clawback_correction',
  'debt_repayment',
  'adjust',
  'debt_write_off',
  'debt_moved',
  'reinstate',
])
export type EntryKind = z.output<typeof entryKind>

/** How a fraction of a point is dropped or made whole: the one rounding of a purchase. */
export const rounding = z.enum(['down', 'half_up', 'half_even'])
export type Rounding = z.output<typeof rounding>

/** Until when points live, from the day on which the bank posted the spend; always to the end of a business day. */
export const expiryPolicy = z.discriminatedUnion('kind', [
  /** To the end of the month that lies so many months later. */
  z.object({ kind: z.literal('rolling_months'), months: z.int().check(z.positive()) }),
  /** To the next such day of a year that lies at least so many months later; 29 February is the last day of February. */
  z
    .object({
      kind: z.literal('yearly'),
      month: z.int().check(z.minimum(1), z.maximum(12)),
      day: z.int().check(z.minimum(1), z.maximum(31)),
      minimumMonths: z.int().check(z.nonnegative()),
    })
    .check(z.refine(isOfCalendar, { path: ['day'], error: 'the month has no such day' })),
])
export type ExpiryPolicy = z.output<typeof expiryPolicy>

function isOfCalendar({ month, day }: { month: number; day: number }): boolean {
  return new Date(Date.UTC(2024, month - 1, day)).getUTCMonth() === month - 1
}

/** The spend behind a row, as far as the cardholder may see it. */
export const spendShown = z.object({
  transactionId: z.string(),
  type: z.enum(['purchase', 'refund', 'reversal']),
  merchant: z.string(),
  mcc: z.string(),
  /** The merchant category in words. */
  category: z.object({ zh: z.string(), en: z.string() }),
  amountFen: pointsCount,
  postedOn: day,
  cardLast4: z.string(),
})

/**
 * How the points of a purchase were worked out: amountFen × (rate + bonuses) ÷ 10,000 × tierMultiplier ÷ 10,000, rounded
 * once, plus those for a first purchase, cut by a cap where `limitedBy` says so.
 */
export const arithmetic = z.object({
  ruleVersion: z.string(),
  amountFen: pointsCount,
  /** What refunds took back of the amount since. */
  refundedFen: pointsCount,
  rateBasisPoints: pointsCount,
  /** The group of merchant categories whose rate it is, where it is not the base rate. */
  category: z.nullable(z.string()),
  bonuses: z.array(z.object({ id: z.string(), extraBasisPoints: pointsCount })),
  tier: tierId,
  /** In ten-thousandths. */
  tierMultiplier: pointsCount,
  firstPurchasePoints: pointsCount,
  uncapped: pointsCount,
  limitedBy: z.nullable(
    z.enum([
      'category',
      'below_minimum',
      'budget',
      'below_one_point',
      'cap_bonus',
      'cap_category',
      'cap_day',
      'cap_month',
      'cap_rule',
    ]),
  ),
  /** Bonuses that their own cap of the month cut, and the extra points that it left. */
  bonusesCut: z.optional(z.array(z.object({ id: z.string(), points: pointsCount }))),
  /** Absent where it is down. */
  rounding: z.optional(rounding),
  points: pointsCount,
})

export const ledgerRow = z.object({
  transactionId: id,
  kind: entryKind,
  /** Change of the points that I own (available + pending + held), signed. */
  amount: z.int(),
  effectiveOn: day,
  postedAt: instant,
  /** Points of this row are still pending, until this day. */
  pendingUntil: z.nullable(day),
  /** The lot that the points went into or came from, where there is just one. */
  lot: z.nullable(z.object({ id, remaining: pointsCount, expiresOn: day })),
  spend: z.nullable(spendShown),
  arithmetic: z.nullable(arithmetic),
  redemption: z.nullable(z.object({ id, title: z.string() })),
  /** The tier that the points reached early. */
  reachedTier: z.nullable(tierId),
})
export type LedgerRow = z.output<typeof ledgerRow>

const bookAccount = z.enum(['issuer', 'pending', 'available', 'held', 'redeemed', 'expired', 'clawed_back', 'debt'])

/** One transaction of the books from its cause to its present whereabouts. */
export const explanation = z.object({
  row: ledgerRow,
  /** They sum to zero. */
  legs: z.array(z.object({ account: bookAccount, amount: z.int(), lotId: z.nullable(id) })),
  /** The transaction that this one corrects, and those that correct this one. */
  corrects: z.nullable(id),
  correctedBy: z.array(id),
  /** Where the points of the purchase are now; `earned` is the sum of the others. */
  whereabouts: z.nullable(
    z.object({
      earned: pointsCount,
      pending: pointsCount,
      available: pointsCount,
      held: pointsCount,
      redeemed: pointsCount,
      expired: pointsCount,
      clawedBack: pointsCount,
      repaid: pointsCount,
    }),
  ),
  /** Everything that moved points into or out of the lot, the first first; the changes sum to what is left of it. */
  history: z.array(
    z.object({
      transactionId: id,
      kind: entryKind,
      /** Change of the lot's pending, available and held points. */
      change: z.int(),
      effectiveOn: day,
      memo: z.nullable(z.string()),
    }),
  ),
})
export type Explanation = z.output<typeof explanation>

export const pointsContract = {
  summary: endpoint({
    id: 'points.summary',
    method: 'GET',
    path: '/api/points',
    access: 'cardholder',
    summary: 'My balance: available, pending, held, debt, and what expires next.',
    reply: pointsSummary,
    refusals: [],
  }),
  ledger: endpoint({
    id: 'points.ledger',
    method: 'GET',
    path: '/api/points/ledger',
    access: 'cardholder',
    summary: 'One month of my points, newest first, each row with what explains it.',
    query: z.object({
      /** Defaults to the newest month that has rows. */
      month: z.optional(month),
      cursor: z.optional(z.string().check(z.maxLength(60))),
    }),
    reply: z.object({
      month,
      /** All months that have rows, newest first. */
      months: z.array(month),
      earned: pointsCount,
      spent: pointsCount,
      rows: z.array(ledgerRow),
      next: z.nullable(z.string()),
    }),
    refusals: [],
  }),
  explain: endpoint({
    id: 'points.explain',
    method: 'GET',
    path: '/api/points/entries/{transactionId}',
    access: 'cardholder',
    summary: 'One of my rows explained: spend, rule, arithmetic, lot, and what became of its points.',
    params: z.object({ transactionId: id }),
    reply: explanation,
    refusals: ['not_found'],
  }),
  lots: endpoint({
    id: 'points.lots',
    method: 'GET',
    path: '/api/points/lots',
    access: 'cardholder',
    summary: 'My points by the last day on which they can be used, in the order in which they will be used.',
    reply: z.object({
      days: z.array(
        z.object({
          expiresOn: day,
          pending: pointsCount,
          available: pointsCount,
          /** Set aside for redemptions under way. */
          held: pointsCount,
          /** How many lots, each the points of one purchase. */
          lots: pointsCount,
        }),
      ),
    }),
    refusals: [],
  }),
}
