import type { TierId } from '../../../shared/contract/tiers'
import { addDays, addMonths, type BusinessDay } from '../../../shared/values/businessDay'
import type { GrowthEvent } from './growth.rules'
import { type TierStep, thresholdOf, tierFor, tierRank, windowStart } from './tiers.rules'

export interface TermSettings {
  /** From the lowest tier, which has no term, to the highest. */
  table: readonly TierStep[]
  windowMonths: number
  termMonths: number
  graceDays: number
}

/** Why a tier was looked at: a spend, a spend after the term's last day, that day itself, or the last day of grace. */
export type Occasion = 'spend' | 'spend_in_grace' | 'term_end' | 'grace_end'

export interface Move {
  kind: 'upgrade' | 'renewal' | 'downgrade'
  to: TierId
  /** What the growth reached; on a downgrade what it did not. */
  threshold: number
}

/** One step of a cardholder's tier, with everything that it was worked out from. */
export interface PathStep extends Move {
  from: TierId
  occasion: Occasion
  /** The first day on which it holds, and the first of its term. */
  day: BusinessDay
  growth: number
  windowFrom: BusinessDay
  windowTo: BusinessDay
  /** The last day of the term that begins; null in the lowest tier. */
  termEndsOn: BusinessDay | null
  /** The last day of the term in which it was looked at. */
  termBefore: BusinessDay | null
  /** The spends within the window, in the bank's order. */
  counted: readonly GrowthEvent[]
}

/**
 * Every step of a cardholder's tier up to and including a day, in the bank's own time: a pure function of the facts and
 * the settings, so that neither the order of arrival nor the days on which a job ran matter. While the facts stay, the
 * path to a later day begins with the path to an earlier one.
 */
export function tierPath(events: readonly GrowthEvent[], settings: TermSettings, until: BusinessDay): PathStep[] {
  return new Walk([...events].sort(inBankOrder), settings).to(until)
}

/** What a tier does on an occasion, given the growth that counts; null when it stays as it is. */
export function moveOf(
  { tier, occasion }: { tier: TierId; occasion: Occasion },
  { growth, table }: { growth: number; table: readonly TierStep[] },
): Move | null {
  const threshold = thresholdOf(tier, table)
  const reached = tierFor(growth, table)
  if (reached.threshold > threshold) return { kind: 'upgrade', to: reached.tier, threshold: reached.threshold }
  if (occasion !== 'spend' && growth >= threshold) return { kind: 'renewal', to: tier, threshold }
  const below = table[tierRank(tier, table) - 1]
  return occasion === 'grace_end' && below ? { kind: 'downgrade', to: below.tier, threshold } : null
}

/**
 * The last day of the term that follows a step: 2026-03-07 and 12 months give 2027-03-07. Where window and term are of one
 * length, the window of that day begins the day after the step's own: what was counted for one term is not for the next.
 */
export function termEnd(
  { tier, windowTo }: { tier: TierId; windowTo: BusinessDay },
  { table, termMonths }: Pick<TermSettings, 'table' | 'termMonths'>,
): BusinessDay | null {
  return tierRank(tier, table) > 0 ? addMonths(windowTo, termMonths) : null
}

/** The tier with which a day begins: an end of term or grace holds from its start, what its own spends reach does not. */
export function tierAtStartOf(
  day: BusinessDay,
  { path, table }: { path: readonly PathStep[]; table: readonly TierStep[] },
): TierId {
  const before = path.findLast((step) => step.day < day || (step.day === day && step.windowTo < day))
  return before?.to ?? tierFor(0, table).tier
}

/** By the moment of the spend, then by the bank's transaction id. */
function inBankOrder(one: GrowthEvent, other: GrowthEvent): number {
  const apart = one.occurredAt.getTime() - other.occurredAt.getTime()
  if (apart !== 0) return apart
  if (one.spendId === other.spendId) return 0
  return one.spendId < other.spendId ? -1 : 1
}

/** Goes through the days once; the window only moves forward, so a path costs as much as its facts and steps. */
class Walk {
  private readonly steps: PathStep[] = []
  private tier: TierId
  private termEndsOn: BusinessDay | null = null
  private inGrace = false
  /** The window holds the events from `first` up to, not including, `taken`; `growth` is their sum. */
  private first = 0
  private taken = 0
  private growth = 0

  constructor(
    private readonly events: readonly GrowthEvent[],
    private readonly settings: TermSettings,
  ) {
    this.tier = tierFor(0, settings.table).tier
  }

  to(until: BusinessDay): PathStep[] {
    for (let event = this.events[0]; event && event.effectiveOn <= until; event = this.events[this.taken]) {
      const day = event.effectiveOn
      this.passEnds(day)
      this.growth += event.amount
      this.taken += 1
      this.look(this.inGrace ? 'spend_in_grace' : 'spend', { windowTo: day, day })
    }
    this.passEnds(until)
    return this.steps
  }

  /** Ends of term and grace count all of their last day, so they are looked at on the day after it. */
  private passEnds(until: BusinessDay): void {
    for (let last = this.lastDay(); last && last < until; last = this.lastDay()) {
      const moved = this.look(this.inGrace ? 'grace_end' : 'term_end', { windowTo: last, day: addDays(last, 1) })
      if (!moved) this.inGrace = true
    }
  }

  private lastDay(): BusinessDay | null {
    if (this.termEndsOn === null) return null
    return this.inGrace ? addDays(this.termEndsOn, this.settings.graceDays) : this.termEndsOn
  }

  private look(occasion: Occasion, { windowTo, day }: { windowTo: BusinessDay; day: BusinessDay }): boolean {
    const { events, settings, tier: from, termEndsOn: termBefore } = this
    const windowFrom = windowStart(windowTo, settings.windowMonths)
    for (let oldest = events[this.first]; oldest && oldest.effectiveOn < windowFrom; oldest = events[++this.first]) {
      this.growth -= oldest.amount
    }
    const { growth } = this
    const move = moveOf({ tier: from, occasion }, { growth, table: settings.table })
    if (!move) return false
    this.tier = move.to
    this.inGrace = false
    this.termEndsOn = termEnd({ tier: move.to, windowTo }, settings)
    const counted = events.slice(this.first, this.taken)
    const { termEndsOn } = this
    this.steps.push({ ...move, from, occasion, day, growth, windowFrom, windowTo, termEndsOn, termBefore, counted })
    return true
  }
}
