import type { ClearBy, Lane, RiskCondition, RiskFacts, RiskReason, RiskRule } from '../../../shared/contract/riskRules'

/** What a lane was decided to be, and by which rules. */
export interface LaneDecided {
  lane: Lane
  /** Ids of all rules that applied, also of those that a stricter one made idle. */
  rules: string[]
  /** Of the rules that led to the lane, each once. */
  reasons: RiskReason[]
  /** What sets free what the lane holds: a second proof only where no rule of the lane asks for a person. */
  clearBy: ClearBy
}

const rank: Record<Lane, number> = { normal: 0, step_up: 1, quarantine: 2 }

/**
 * The strictest lane of all rules that apply; without any, everybody is normal. In which order the rules stand changes nothing
 * but the order in which they are told.
 */
export function decideLane(ruleSet: { rules: readonly RiskRule[] }, facts: RiskFacts): LaneDecided {
  let lane: Lane = 'normal'
  const applied: RiskRule[] = []
  // Plain loops: this is asked for every redemption, and mostly nothing applies.
  for (const rule of ruleSet.rules) {
    if (!applies(rule, facts)) continue
    applied.push(rule)
    if (rank[rule.lane] > rank[lane]) lane = rule.lane
  }
  if (applied.length === 0) return nothingApplied
  const leading = applied.filter((rule) => rule.lane === lane)
  return {
    lane,
    rules: applied.map(({ id }) => id),
    reasons: [...new Set(leading.map(({ reason }) => reason))],
    clearBy: leading.some(({ clearBy }) => clearBy === 'person') ? 'person' : 'step_up',
  }
}

const nothingApplied: LaneDecided = { lane: 'normal', rules: [], reasons: [], clearBy: 'step_up' }

function applies(rule: RiskRule, facts: RiskFacts): boolean {
  if (!rule.points.includes(facts.point)) return false
  for (const condition of rule.when) if (!holds(condition, facts)) return false
  return true
}

/** What is not known holds nowhere. */
function holds(condition: RiskCondition, facts: RiskFacts): boolean {
  switch (condition.fact) {
    case 'regionKind':
      return condition.in.includes(facts.regionKind)
    case 'deviceTrusted':
      return facts.deviceTrusted === condition.is
    case 'deviceHours':
      return facts.deviceHours !== null && facts.deviceHours < condition.below
    case 'bindingHours':
      return facts.bindingHours !== null && facts.bindingHours < condition.below
    case 'points':
      return facts.points >= condition.atLeast
    case 'hour':
      return isWithin(facts.hour, condition)
    case 'wechatRank':
      return facts.wechatRank !== null && facts.wechatRank >= condition.atLeast
    case 'velocity':
      return countsOf(facts, condition.per)[condition.within] >= condition.atLeast
  }
}

/** From 23 to 6 runs over midnight; from an hour to itself is no time at all. */
function isWithin(hour: number, { from, to }: { from: number; to: number }): boolean {
  return from <= to ? hour >= from && hour < to : hour >= from || hour < to
}

type Per = Extract<RiskCondition, { fact: 'velocity' }>['per']

function countsOf(facts: RiskFacts, per: Per) {
  switch (per) {
    case 'cardholder':
      return facts.perCardholder
    case 'device':
      return facts.perDevice
    case 'card':
      return facts.perCard
    case 'address':
      return facts.perAddress
    case 'network':
      return facts.perNetwork
  }
}
