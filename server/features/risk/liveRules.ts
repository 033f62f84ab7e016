import type { RiskRuleSet } from '../../../shared/contract/riskRules'
import type { Reader } from '../../db/database'
import { riskDraftOf, ruleSetInForce } from './ruleSets.store'

/** By what attempts are judged now. */
export interface RulesNow {
  live: RiskRuleSet
  /** The draft that says of every attempt what it would have done; null where none is in shadow mode. */
  shadow: RiskRuleSet | null
}

/** A new version counts within so long, in every process. */
const readAgainAfterMs = 3_000

/** Reads what a programme's rules are now, for a process that asks for them at each attempt. */
export function liveRules({
  reader,
  now,
}: {
  reader: Reader
  now: () => Date
}): (programmeId: string) => Promise<RulesNow> {
  const known = new Map<string, { at: number; rules: Promise<RulesNow> }>()
  return (programmeId) => {
    const at = now().getTime()
    const before = known.get(programmeId)
    if (before && Math.abs(at - before.at) < readAgainAfterMs) return before.rules
    const rules = rulesNow(reader, programmeId)
    known.set(programmeId, { at, rules })
    // What could not be read is read again by the next one.
    rules.catch(() => known.delete(programmeId))
    return rules
  }
}

async function rulesNow(reader: Reader, programmeId: string): Promise<RulesNow> {
  const [{ ruleSet }, draft] = await Promise.all([
    ruleSetInForce(reader, programmeId),
    riskDraftOf(reader, programmeId),
  ])
  return { live: ruleSet, shadow: draft?.inShadow ? draft.ruleSet : null }
}
