import { type BusinessDay, monthOf } from '../../../shared/values/businessDay'
import type { EarningRule } from '../programmes'
import type { Arithmetic, Limitation } from './arithmetic'
import { pointsAt } from './rounding.rules'

/** The names under which points count against caps; those of a day or month end with it. */
export const capName = {
  day: (day: string) => `day ${day}`,
  month: (month: string) => `month ${month}`,
  category: (id: string, month: string) => `category ${id} ${month}`,
  bonus: (id: string, month: string) => `bonus ${id} ${month}`,
  rule: (version: string) => `rule ${version}`,
}

/** The month in which a cap counts; null where it counts for ever. */
export function monthOfCap(name: string): string | null {
  return name.startsWith(capName.rule('')) ? null : (name.split(' ').at(-1) as string).slice(0, 7)
}

/** What of a purchase counts under which names: all of its points, and under the name of a bonus the extra points. */
export function counted(
  { postedOn }: { postedOn: BusinessDay },
  { category, ruleVersion }: Pick<Arithmetic, 'category' | 'ruleVersion'>,
  { points, extras }: { points: number; extras: Iterable<[bonusId: string, points: number]> },
): [name: string, points: number][] {
  const month = monthOf(postedOn)
  const names = [capName.day(postedOn), capName.month(month), capName.rule(ruleVersion)]
  if (category !== null) names.push(capName.category(category, month))
  return [
    ...names.map((name): [string, number] => [name, points]),
    ...[...extras].map(([id, extra]): [string, number] => [capName.bonus(id, month), extra]),
  ]
}

/**
 * What of the points of a purchase are the extra points of each bonus. The base comes first, then each bonus in the rule's
 * order, at most what its own cap left, then the points for a first purchase; other caps cut from the end.
 */
export function bonusParts(
  amountFen: number,
  {
    rateBasisPoints,
    tierMultiplier: multiplier,
    rounding,
    bonuses,
    bonusesCut,
    points,
  }: Pick<Arithmetic, 'rateBasisPoints' | 'tierMultiplier' | 'rounding' | 'bonuses' | 'bonusesCut' | 'points'>,
): Map<string, number> {
  const parts = new Map<string, number>()
  if (bonuses.length === 0) return parts
  const at = (rate: number): number => pointsAt(amountFen, { rate, multiplier, rounding })
  let rate = rateBasisPoints
  let whole = at(rate)
  let level = whole
  for (const { id, extraBasisPoints } of bonuses) {
    rate += extraBasisPoints
    const extra = bonusesCut?.find((cut) => cut.id === id)?.points ?? at(rate) - whole
    whole = at(rate)
    parts.set(id, Math.min(points, level + extra) - Math.min(points, level))
    level += extra
  }
  return parts
}

/** The extra points of each bonus before any cap. */
export function uncappedParts(amountFen: number, arithmetic: Arithmetic): Map<string, number> {
  const { bonusesCut: _, ...uncut } = arithmetic
  return bonusParts(amountFen, { ...uncut, points: arithmetic.uncapped })
}

type Capped = Pick<Arithmetic, 'points' | 'limitedBy' | 'bonusesCut'>

/** What caps leave of a purchase: first those of its bonuses, then of its category, day and month, and of the rule. */
export function capped(
  arithmetic: Arithmetic,
  {
    purchase,
    rule,
    used,
  }: {
    purchase: { postedOn: BusinessDay; amountFen: number }
    rule: EarningRule
    used: ReadonlyMap<string, number>
  },
): Capped {
  const { category } = arithmetic
  const month = monthOf(purchase.postedOn)
  const room = (cap: number, name: string) => Math.max(0, cap - (used.get(name) ?? 0))
  let { points, limitedBy, bonusesCut }: Capped = { points: arithmetic.uncapped, limitedBy: null }
  if (rule.bonuses.some(({ perMonth }) => perMonth !== undefined)) {
    const extras = uncappedParts(purchase.amountFen, arithmetic)
    for (const { id, perMonth } of rule.bonuses) {
      const extra = extras.get(id) ?? 0
      const left = perMonth === undefined ? extra : room(perMonth, capName.bonus(id, month))
      if (left >= extra) continue
      points -= extra - left
      limitedBy = 'cap_bonus'
      bonusesCut = [...(bonusesCut ?? []), { id, points: left }]
    }
  }
  const perCategory = rule.categories.find(({ id }) => id === category)?.perMonth
  const caps: [Limitation, string, number | undefined][] = [
    ['cap_category', capName.category(category ?? '', month), perCategory],
    ['cap_day', capName.day(purchase.postedOn), rule.caps.perDay],
    ['cap_month', capName.month(month), rule.caps.perMonth],
    ['cap_rule', capName.rule(rule.version), rule.caps.perRule],
  ]
  for (const [limitation, name, cap] of caps) {
    const left = cap === undefined ? points : room(cap, name)
    if (left >= points) continue
    points = left
    limitedBy = limitation
  }
  return { points, limitedBy, ...(bonusesCut && { bonusesCut }) }
}
