import { addDays, type BusinessDay } from '../../../shared/values/businessDay'
import type { PointsOfDay } from './facts.store'

interface Range {
  from: BusinessDay
  until: BusinessDay
}

export function eachDay({ from, until }: Range): BusinessDay[] {
  const days: BusinessDay[] = []
  for (let day = from; day <= until; day = addDays(day, 1)) days.push(day)
  return days
}

/** One sum a day, the earliest first; what was written late stands with the day that it counts for. */
export function byDay(moved: readonly PointsOfDay[], until: BusinessDay): PointsOfDay[] {
  const sums = new Map<BusinessDay, PointsOfDay>()
  for (const one of moved) {
    if (one.day > until) continue
    sums.set(one.day, added(sums.get(one.day) ?? nothingOn(one.day), one))
  }
  return [...sums.values()].sort((one, other) => (one.day < other.day ? -1 : 1))
}

/** The sums of a range, each of its days, and what cardholders owned before it and at the end of each. */
export function pointsIn(moved: readonly PointsOfDay[], { from, until }: Range) {
  const known = new Map(moved.map((one) => [one.day, one]))
  const outstandingBefore = moved.filter(({ day }) => day < from).reduce((sum, one) => sum + gainOf(one), 0)
  let outstanding = outstandingBefore
  const days = eachDay({ from, until }).map((day) => {
    const one = known.get(day) ?? nothingOn(day)
    outstanding += gainOf(one)
    return { ...one, outstanding }
  })
  const { day: _, ...total } = days.reduce<PointsOfDay>(added, nothingOn(from))
  return { points: { ...total, outstandingBefore, outstanding }, days }
}

/** What cardholders own more of: whatever leaves the issuer and goes nowhere else is theirs. */
function gainOf({ issued, redeemed, expired, takenBack }: PointsOfDay): number {
  return issued - redeemed - expired - takenBack
}

function nothingOn(day: BusinessDay): PointsOfDay {
  return { day, issued: 0, redeemed: 0, expired: 0, takenBack: 0 }
}

function added(sum: PointsOfDay, { issued, redeemed, expired, takenBack }: PointsOfDay): PointsOfDay {
  return {
    day: sum.day,
    issued: sum.issued + issued,
    redeemed: sum.redeemed + redeemed,
    expired: sum.expired + expired,
    takenBack: sum.takenBack + takenBack,
  }
}
