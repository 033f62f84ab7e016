import * as z from 'zod/mini'
import { benefitId, delivery, release } from './catalogue'
import { endpoint } from './endpoint'
import { instant, pointsCount, sortBy } from './schemas'

const programmeId = z.string().check(z.regex(/^[a-z0-9-]{2,32}$/))

/** What stands against a benefit's stock: at or below its mark, nothing left at all, or codes that soon end. */
export const stockWorry = z.enum(['low', 'out', 'expiring'])
export type StockWorry = z.output<typeof stockWorry>

/** How much of a benefit there is. Counts alone: codes themselves are nowhere to be seen. */
export const stockLine = z.object({
  benefitId,
  title: z.string(),
  delivery,
  /** Whom it is ordered from; null where it comes from the pool of codes. */
  supplier: z.nullable(z.string()),
  stock: pointsCount,
  issued: pointsCount,
  leftNow: pointsCount,
  /** With the portions that come later. */
  leftInAll: pointsCount,
  nextRelease: z.nullable(release),
  lowStockAt: z.nullable(pointsCount),
  worries: z.array(stockWorry),
  takenDownAt: z.nullable(instant),
  /** Codes that nobody has, by batch; the one that ends first is first. */
  freeCodes: z.array(z.object({ batchId: z.nullable(z.string()), validUntil: z.nullable(instant), free: pointsCount })),
})
export type StockShown = z.output<typeof stockLine>

export const stockContract = {
  list: endpoint({
    id: 'stock.list',
    method: 'GET',
    path: '/ops/catalogue/stock',
    access: 'operator',
    roles: ['maker', 'checker', 'auditor'],
    summary: 'What is left of each benefit on offer, with its batches of codes, in the order of the catalogue.',
    query: z.object({
      programmeId: z.optional(programmeId),
      worry: z.optional(stockWorry),
      /** In the id or the title. */
      q: z.optional(z.string().check(z.trim(), z.maxLength(64))),
      /** `left` is what can be redeemed now, `free` the codes that nobody has. */
      sort: sortBy('benefit', 'left', 'issued', 'free'),
      cursor: z.optional(z.string().check(z.regex(/^\d{1,9}$/))),
    }),
    reply: z.object({
      lines: z.array(stockLine),
      /** How many benefits have each worry. */
      counts: z.object({ low: pointsCount, out: pointsCount, expiring: pointsCount }),
      next: z.nullable(z.string()),
    }),
    refusals: ['not_found'],
  }),
}
