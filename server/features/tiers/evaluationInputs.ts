import * as z from 'zod/mini'
import { day } from '../../../shared/contract/schemas'
import { tierId, tierStep } from '../../../shared/contract/tiers'
import type { GrowthDay } from './growth.rules'
import type { PathStep, TermSettings } from './tierPath.rules'

/** What an evaluation was worked out from, as it is kept. */
export const evaluationInputs = z.object({
  occasion: z.enum(['spend', 'spend_in_grace', 'term_end', 'grace_end', 'points']),
  before: z.object({ tier: tierId, termEndsOn: z.nullable(day) }),
  /** The version of the terms; not kept before terms had versions. */
  termsVersion: z.optional(z.string()),
  table: z.array(tierStep),
  windowMonths: z.int(),
  termMonths: z.int(),
  graceDays: z.int(),
  /** The growth of each day in the window: enough to work it out again. */
  days: z.record(z.string(), z.int()),
})
export type EvaluationInputs = z.output<typeof evaluationInputs>

export function inputsText(step: PathStep, settings: TermSettings): string {
  const { version, table, windowMonths, termMonths, graceDays } = settings.on(step.windowTo)
  return JSON.stringify({
    occasion: step.occasion,
    before: { tier: step.from, termEndsOn: step.termBefore },
    termsVersion: version,
    table,
    windowMonths,
    termMonths,
    graceDays,
    days: growthByDay(step.counted),
  })
}

/** @returns null for inputs of evaluations from before terms, which were not kept whole. */
export function parseInputs(text: string): EvaluationInputs | null {
  const { success, data } = evaluationInputs.safeParse(JSON.parse(text))
  return success ? data : null
}

export function growthByDay(days: readonly GrowthDay[]): Record<string, number> {
  return Object.fromEntries(days.map(({ effectiveOn, amount }) => [effectiveOn, amount]))
}
