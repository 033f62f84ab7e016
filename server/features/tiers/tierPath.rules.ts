import type { TierId } from '../../../shared/contract/tiers'
import { addDays, addMonths, type BusinessDay } from '../../../shared/values/businessDay'
import type { GrowthDay } from './growth.rules'
import { heldTier, lowestTier, type TierStep, thresholdOf, tierFor, tierRank, windowStart } from './tiers.rules'

/** The terms of every day: a look at a tier uses those of the day whose growth it looks at. */
export interface TermSettings {
  on(day: string): TierTerms
}

export interface TierTerms {
  version: string
  /** From the lowest tier, which has no term, to the highest. */
  table: readonly TierStep[]
  windowMonths: number
  termMonths: number
  graceDays: number
  /** What reaching a tier early costs; tiers that are not for points have none. */
  prices: Readonly<Partial<Record<TierId, number>>>
}

/** A tier that was reached early for points, from the one right below it. */
export interface TierPurchase {
  day: BusinessDay
  tier: TierId
}

/** All that a path follows from, beside the settings. */
export interface TierFacts {
  /** In their order. */
  days: readonly GrowthDay[]
  /** In their order. */
  purchases: readonly TierPurchase[]
}

/**
 * Why a tier was looked at: a spend, a spend after the term's last day, that day itself, the last day of grace, or points
 * that were given for the next tier.
 */
export type Occasion = 'spend' | 'spend_in_grace' | 'term_end' | 'grace_end' | 'points'

export interface Move {
  kind: 'upgrade' | 'renewal' | 'downgrade'
  to: TierId
  /** What the growth reached, or points stood in for; on a downgrade what it did not. */
  threshold: number
  /** False where a tier is left only because the table no longer has it: the term that has begun goes on. */
  beginsTerm: boolean
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
  /** The days within the window, in their order. */
  counted: readonly GrowthDay[]
  /** The version of the terms by which it was looked at. */
  termsVersion: string
}

/**
 * Every step of a cardholder's tier up to and including a day, in the bank's own time: a pure function of the facts and
 * the settings, so that neither the order of arrival nor the days on which a job ran matter. While the facts stay, the
 * path to a later day begins with the path to an earlier one. Terms that begin later do not change it either.
 */
export function tierPath(facts: TierFacts, settings: TermSettings, until: BusinessDay): PathStep[] {
  return new Walk(facts, settings).to(until)
}

/**
 * What a tier does on an occasion, given the growth that counts; null when it stays as it is. A tier that the table does not
 * have counts as the next lower one that it has.
 */
export function moveOf(
  { tier, occasion }: { tier: TierId; occasion: Occasion },
  { growth, table }: { growth: number; table: readonly TierStep[] },
): Move | null {
  const rank = tierRank(tier, table)
  const beginsTerm = true
  if (occasion === 'points') {
    const above = table[rank + 1]
    return above ? { kind: 'upgrade', to: above.tier, threshold: above.threshold, beginsTerm } : null
  }
  const threshold = thresholdOf(tier, table)
  const reached = tierFor(growth, table)
  if (reached.threshold > threshold) {
    return { kind: 'upgrade', to: reached.tier, threshold: reached.threshold, beginsTerm }
  }
  const held = heldTier(tier, table)
  if (occasion !== 'spend' && growth >= threshold) {
    return { kind: held === tier ? 'renewal' : 'downgrade', to: held, threshold, beginsTerm }
  }
  const below = table[rank - 1]
  if (occasion === 'grace_end' && below) return { kind: 'downgrade', to: below.tier, threshold, beginsTerm }
  return held === tier ? null : { kind: 'downgrade', to: held, threshold, beginsTerm: rank === 0 }
}

/**
 * The last day of the term after a step: of a new one, 2026-03-07 and 12 months give 2027-03-07. Where window and term are
 * of one length, the window of that day begins the day after the step's own: what was counted for one term is not for the
 * next.
 */
export function termEnd(
  { to, beginsTerm }: Pick<Move, 'to' | 'beginsTerm'>,
  { windowTo, termBefore, table, termMonths }: TermBegins,
): BusinessDay | null {
  if (!beginsTerm) return termBefore
  return tierRank(to, table) > 0 ? addMonths(windowTo, termMonths) : null
}

interface TermBegins extends Pick<TierTerms, 'table' | 'termMonths'> {
  windowTo: BusinessDay
  termBefore: BusinessDay | null
}

/** The last day on which growth can save the tier: a term has the grace of the terms of its last day. */
export function graceEnd(termEndsOn: BusinessDay, settings: TermSettings): BusinessDay {
  return addDays(termEndsOn, settings.on(termEndsOn).graceDays)
}

/** The tier with which a day begins: an end of term or grace holds from its start, what its own spends reach does not. */
export function tierAtStartOf(day: BusinessDay, path: readonly PathStep[]): TierId {
  const before = path.findLast((step) => step.day < day || (step.day === day && step.windowTo < day))
  return before?.to ?? lowestTier
}

/**
 * Goes through the days once. The window moves forward, and back only where later terms make it longer, so a path costs as
 * much as its facts and steps for each version of the terms.
 */
class Walk {
  private readonly steps: PathStep[] = []
  private tier = lowestTier
  private termEndsOn: BusinessDay | null = null
  private inGrace = false
  /** The window holds the days from `first` up to, not including, `taken`; `growth` is their sum. */
  private first = 0
  private taken = 0
  private growth = 0

  private readonly days: readonly GrowthDay[]
  private readonly purchases: readonly TierPurchase[]

  constructor(
    { days, purchases }: TierFacts,
    private readonly settings: TermSettings,
  ) {
    this.days = days
    this.purchases = purchases
  }

  to(until: BusinessDay): PathStep[] {
    for (const purchase of this.purchases) {
      if (purchase.day > until) break
      this.spendUntil(purchase.day)
      this.buy(purchase)
    }
    this.spendUntil(until)
    return this.steps
  }

  private spendUntil(until: BusinessDay): void {
    for (let next = this.days[this.taken]; next && next.effectiveOn <= until; next = this.days[this.taken]) {
      const day = next.effectiveOn
      this.passEnds(day)
      this.growth += next.amount
      this.taken += 1
      this.look(this.inGrace ? 'spend_in_grace' : 'spend', { windowTo: day, day })
    }
    this.passEnds(until)
  }

  /** The day's own growth has been looked at: where it, or a fact that came late, reached the tier, nothing changes. */
  private buy({ tier, day }: TierPurchase): void {
    const { table } = this.settings.on(day)
    const above = table[tierRank(this.tier, table) + 1]
    if (above?.tier === tier) this.look('points', { windowTo: day, day })
  }

  /** Ends of term and grace count all of their last day, so they are looked at on the day after it. */
  private passEnds(until: BusinessDay): void {
    for (let last = this.lastDay(); last && last < until; last = this.lastDay()) {
      const isOver = this.look(this.inGrace ? 'grace_end' : 'term_end', { windowTo: last, day: addDays(last, 1) })
      if (!isOver) this.inGrace = true
    }
  }

  private lastDay(): BusinessDay | null {
    if (this.termEndsOn === null) return null
    return this.inGrace ? graceEnd(this.termEndsOn, this.settings) : this.termEndsOn
  }

  /** Answers whether a term begins, or the tier is one that has none. */
  private look(occasion: Occasion, { windowTo, day }: { windowTo: BusinessDay; day: BusinessDay }): boolean {
    const { tier: from, termEndsOn: termBefore } = this
    const { version: termsVersion, windowMonths, table, termMonths } = this.settings.on(windowTo)
    const windowFrom = windowStart(windowTo, windowMonths)
    this.moveWindow(windowFrom)
    const { growth } = this
    const move = moveOf({ tier: from, occasion }, { growth, table })
    if (!move) return false
    this.tier = move.to
    if (move.beginsTerm) this.inGrace = false
    const termEndsOn = termEnd(move, { windowTo, termBefore, table, termMonths })
    this.termEndsOn = termEndsOn
    const counted = this.days.slice(this.first, this.taken)
    const looked = { from, occasion, day, growth, windowFrom, windowTo, termEndsOn, termBefore, counted, termsVersion }
    this.steps.push({ ...move, ...looked })
    return move.beginsTerm
  }

  private moveWindow(from: BusinessDay): void {
    const { days } = this
    for (let oldest = days[this.first]; oldest && oldest.effectiveOn < from; oldest = days[++this.first]) {
      this.growth -= oldest.amount
    }
    for (let older = days[this.first - 1]; older && older.effectiveOn >= from; older = days[this.first - 1]) {
      this.growth += older.amount
      this.first -= 1
    }
  }
}
