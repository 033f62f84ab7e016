import type { ReviewState, RiskDecision, ShadowReport } from '../../../shared/contract/risk'
import type { Lane, RiskFacts, RiskRuleSet } from '../../../shared/contract/riskRules'
import { decideLane } from './lane.rules'
import { regionKindOf } from './region.rules'

const rank: Record<Lane, number> = { normal: 0, step_up: 1, quarantine: 2 }
const lanes = ['normal', 'step_up', 'quarantine'] as const

/** What somebody did in the days looked at, as far as it tells who they are, and what the draft would have done to them. */
interface Person {
  hasProved: boolean
  wasRefused: boolean
  /** The strictest lane that the draft would have led to where the live rules let them through as normal. */
  hindered: Lane
}

export type ShadowFigures = Omit<ShadowReport, 'version' | 'from' | 'to'>

/**
 * Decides once more, by a draft, on what was decided. A person counts as legitimate who passed a second proof, whom a person
 * at the desk set free, or who went on as normal to a redemption, and of whom nothing was refused.
 */
export function shadowOf(draft: RiskRuleSet) {
  const live = { normal: 0, step_up: 0, quarantine: 0 }
  const byDraft = { ...live }
  const people = new Map<string, Person>()
  const applied = new Map(draft.rules.map(({ id }) => [id, 0]))
  let decisions = 0
  const personOf = (cardholderId: string): Person => {
    const known = people.get(cardholderId) ?? { hasProved: false, wasRefused: false, hindered: 'normal' }
    people.set(cardholderId, known)
    return known
  }
  return {
    take({ cardholderId, lane, facts, redemptionId }: RiskDecision): void {
      decisions++
      const decided = decideLane(draft, seenFrom(draft, facts))
      live[lane]++
      byDraft[decided.lane]++
      for (const id of decided.rules) applied.set(id, (applied.get(id) ?? 0) + 1)
      const person = personOf(cardholderId)
      // In the lane of a second proof nothing is redeemed without one.
      if (redemptionId !== null && lane !== 'quarantine') person.hasProved = true
      if (lane === 'normal' && rank[decided.lane] > rank[person.hindered]) person.hindered = decided.lane
    },
    /** How what was held for a person ended. */
    reviewed({ cardholderId, state }: { cardholderId: string; state: ReviewState }): void {
      const person = people.get(cardholderId)
      if (!person) return
      if (state === 'released' || state === 'cleared') person.hasProved = true
      if (state === 'refused') person.wasRefused = true
    },
    figures(): ShadowFigures {
      const legitimate = [...people.values()].filter(({ hasProved, wasRefused }) => hasProved && !wasRefused)
      const hinderedBy = (lane: Lane) => legitimate.filter(({ hindered }) => hindered === lane).length
      return {
        decisions,
        cardholders: people.size,
        lanes: lanes.map((lane) => ({ lane, live: live[lane], draft: byDraft[lane] })),
        legitimateSteppedUp: hinderedBy('step_up'),
        legitimateHeld: hinderedBy('quarantine'),
        rules: [...applied].map(([id, times]) => ({ id, applied: times })),
      }
    },
  }
}

/**
 * Facts as they are from the draft's own home regions. What is abroad, or a hosting network, is so from everywhere, and the
 * address itself is no longer known.
 */
function seenFrom({ homeRegions }: RiskRuleSet, facts: RiskFacts): RiskFacts {
  if (facts.regionKind !== 'home' && facts.regionKind !== 'away') return facts
  const [province = '', city = ''] = facts.region.split(' ')
  // Of a city that is a province the name stands once.
  const region = { country: '中国', province, city: city || province, isp: '' }
  return { ...facts, regionKind: regionKindOf(region, homeRegions) }
}
