import type { TierId } from '../../../shared/contract/tiers'
import { type BusinessDay, startOfDay } from '../../../shared/values/businessDay'
import type { Benefit } from '../catalogue'
import type { EntitlementProblemCode } from './entitlementProblems'
import type { EntitlementSet } from './entitlementSet'
import type { SetInFile } from './readSets'

/** What the versions of a file are held against. */
export interface Standing {
  known: readonly EntitlementSet[]
  benefits: ReadonlyMap<string, Pick<Benefit, 'endsAt' | 'source'>>
  /** The programme's tiers on a day, from the lowest. */
  tiersOn: (day: BusinessDay) => readonly TierId[]
  today: BusinessDay
}

export interface Fault {
  row: number
  field: string
  code: EntitlementProblemCode
  found: string
}

/** Versions of the file that are not there yet, and everything that stands against them. */
export function checkSets(
  sets: readonly SetInFile[],
  standing: Standing,
): { added: EntitlementSet[]; faults: Fault[] } {
  const fresh = sets.filter(({ set }) => !standing.known.some((known) => isSame(known, set)))
  return {
    added: fresh.map(({ set }) => set),
    faults: fresh.flatMap(({ row, set }, at) =>
      [
        ...faultsOfPlace(set, { standing, before: fresh.slice(0, at).map((each) => each.set), all: fresh }),
        ...faultsOfBenefits(set, standing),
      ].map((fault) => ({ row, ...fault })),
    ),
  }
}

type Found = Omit<Fault, 'row'>

function isSame(one: EntitlementSet, other: EntitlementSet): boolean {
  const textOf = ({ version, since, tier, choose, benefits }: EntitlementSet) =>
    [version, since, tier, choose, ...benefits].join('\n')
  return textOf(one) === textOf(other)
}

function faultsOfPlace(
  { version, since, tier }: EntitlementSet,
  { standing, before, all }: { standing: Standing; before: EntitlementSet[]; all: readonly SetInFile[] },
): Found[] {
  const { known, today } = standing
  const tiers = standing.tiersOn(since)
  if (!tiers.includes(tier)) return [{ field: 'tier', code: 'tier_unknown', found: tier }]
  if (tier === tiers[0]) return [{ field: 'tier', code: 'tier_lowest', found: tier }]
  const ofTier = (set: EntitlementSet) => set.tier === tier
  const others = [...known, ...before].filter(ofTier)
  const faults: Found[] = []
  if (others.some((set) => set.since === since)) faults.push({ field: 'since', code: 'since_taken', found: since })
  if (others.some((set) => set.version === version)) {
    faults.push({ field: 'version', code: 'version_taken', found: version })
  }
  // The first version of a tier changes no offer, so it may have begun already; every other lies ahead.
  const isFirst = !known.some(ofTier) && !all.some(({ set }) => ofTier(set) && set.since < since)
  if (!isFirst && since <= today) faults.push({ field: 'since', code: 'since_past', found: since })
  return faults
}

function faultsOfBenefits({ since, benefits }: EntitlementSet, { benefits: catalogue, today }: Standing): Found[] {
  const begins = startOfDay(since > today ? since : today)
  return benefits.flatMap((id): Found[] => {
    const benefit = catalogue.get(id)
    if (!benefit) return [{ field: 'benefits', code: 'benefit_unknown', found: id }]
    // A choice is delivered at once or not made: what is ordered may fail, and there are no points to give back.
    if (benefit.source) return [{ field: 'benefits', code: 'benefit_ordered', found: id }]
    return benefit.endsAt < begins ? [{ field: 'benefits', code: 'benefit_ended', found: id }] : []
  })
}
