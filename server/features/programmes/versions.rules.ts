import type { EarningRule } from '../../../shared/contract/earningRule'

/** A budget that was used up: of a rule version, or with `bonusId` of one bonus of it. */
export interface Closure {
  ruleVersion: string
  /** Empty for the rule itself. */
  bonusId: string
  /** The first business day on which it earns nothing more. */
  closedFrom: string
  pointsUsed: number
}

/** An earning rule as it is on one day: without the bonuses whose budget is used up. */
export interface RuleInForce extends EarningRule {
  /** The budget of the version is used up: nothing is earned. */
  isUsedUp?: true
}

/** Things of which one is in force at a time: the latest that began by the day, and before all of them the first. */
export function versionOn<T extends { since: string }>(versions: readonly T[], day: string): T {
  const version = versions.findLast(({ since }) => since <= day) ?? versions[0]
  if (!version) throw new Error('a programme has at least one version')
  return version
}

/** The rule in force on each day, given all versions, the earliest first, and what was closed. */
export function rulesInForce(
  versions: readonly EarningRule[],
  closures: readonly Closure[],
): { on(day: string): RuleInForce; versions: readonly EarningRule[] } {
  // Asked for with every purchase, of a few days.
  const byDay = new Map<string, RuleInForce>()
  const closedOf = new Map(versions.map((rule) => [rule, withClosures(rule, closures)]))
  return {
    versions,
    on(day) {
      const known = byDay.get(day)
      if (known) return known
      const version = versionOn(versions, day)
      const rule = closedOf.get(version)?.findLast(({ from }) => from <= day)?.rule ?? version
      byDay.set(day, rule)
      return rule
    },
  }
}

/** The rule from each day on which a part of it was closed. */
function withClosures(rule: EarningRule, closures: readonly Closure[]): { from: string; rule: RuleInForce }[] {
  const own = closures.filter(({ ruleVersion }) => ruleVersion === rule.version)
  const days = [...new Set(own.map(({ closedFrom }) => closedFrom))].sort()
  return days.map((from) => {
    const closed = new Set(own.filter(({ closedFrom }) => closedFrom <= from).map(({ bonusId }) => bonusId))
    const left = { ...rule, bonuses: rule.bonuses.filter(({ id }) => !closed.has(id)) }
    return { from, rule: closed.has('') ? { ...left, isUsedUp: true } : left }
  })
}
