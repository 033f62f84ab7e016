import * as z from 'zod/mini'
import { day, instant, pointsCount } from './schemas'

const fileProblem = z.object({ row: z.int(), column: z.string(), code: z.string(), zh: z.string(), en: z.string() })

const takenFile = z.object({
  outcome: z.literal('taken'),
  file: z.string(),
  at: instant,
  /** The business day that it is of. */
  day,
  /** Its work was cut off; the same file once more finishes it. */
  unfinished: z.boolean(),
  rows: pointsCount,
  /** taken + repeated + waiting + refused are all rows. */
  taken: pointsCount,
  repeated: pointsCount,
  waiting: pointsCount,
  refused: pointsCount,
  unmatched: pointsCount,
  points: z.int(),
  /** Rows that were not taken, with why; a thousand at most. */
  problems: z.array(fileProblem),
})

const refusedFile = z.object({
  outcome: z.literal('refused'),
  file: z.string(),
  at: instant,
  problemCount: pointsCount,
  /** The first fifty. */
  problems: z.array(fileProblem),
})

/** A daily file of the bank, and what came of it. */
export const bankFile = z.discriminatedUnion('outcome', [takenFile, refusedFile])
export type BankFile = z.output<typeof bankFile>
