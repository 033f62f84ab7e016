import * as z from 'zod/mini'
import { day } from '../../../shared/contract/schemas'
import { tierId, tierStep } from '../../../shared/contract/tiers'
import type { PathStep, TermSettings } from './tierPath.rules'

/** What an evaluation was worked out from, as it is kept. */
export const evaluationInputs = z.object({
  occasion: z.enum(['spend', 'spend_in_grace', 'term_end', 'grace_end']),
  before: z.object({ tier: tierId, termEndsOn: z.nullable(day) }),
  /** The version of the terms; not kept before terms had versions. */
  termsVersion: z.optional(z.string()),
  table: z.array(tierStep),
  windowMonths: z.int(),
  termMonths: z.int(),
  graceDays: z.int(),
  /** How many spends counted. */
  counted: z.int(),
  /** The growth of each day in the window, whole however many spends there were: enough to work it out again. */
  days: z.record(z.string(), z.int()),
  /** The newest spends, for a person to look at: the bank's transaction id, growth, day. */
  spends: z.array(z.tuple([z.string(), z.int(), day])),
})
export type EvaluationInputs = z.output<typeof evaluationInputs>

/** A text column of MySQL takes 65,535 bytes. */
const longestText = 65_000
const spendsKept = 500

/** As many of the newest spends as fit beside the days are kept. */
export function inputsText(step: PathStep, settings: TermSettings): string {
  const { version, table, windowMonths, termMonths, graceDays } = settings.on(step.windowTo)
  const inputs = {
    occasion: step.occasion,
    before: { tier: step.from, termEndsOn: step.termBefore },
    termsVersion: version,
    table,
    windowMonths,
    termMonths,
    graceDays,
    counted: step.counted.length,
    days: growthByDay(step.counted),
  }
  const spends = step.counted.map(({ spendId, amount, effectiveOn }) => [spendId, amount, effectiveOn])
  for (let kept = spendsKept; ; kept = Math.floor(kept / 2)) {
    const text = JSON.stringify({ ...inputs, spends: kept === 0 ? [] : spends.slice(-kept) })
    if (kept === 0 || Buffer.byteLength(text) <= longestText) return text
  }
}

/** @returns null for inputs of evaluations from before terms, which were not kept whole. */
export function parseInputs(text: string): EvaluationInputs | null {
  const { success, data } = evaluationInputs.safeParse(JSON.parse(text))
  return success ? data : null
}

export function growthByDay(events: readonly { amount: number; effectiveOn: string }[]): Record<string, number> {
  const days: Record<string, number> = {}
  for (const { amount, effectiveOn } of events) days[effectiveOn] = (days[effectiveOn] ?? 0) + amount
  return days
}
