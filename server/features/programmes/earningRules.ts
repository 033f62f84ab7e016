import type { BusinessDay } from '../../../shared/values/businessDay'
import type { Reader, Tx } from '../../db/database'
import type { EarningRule } from './earningRule'
import { insertRule, laterRules } from './programmes.store'
import type { ProgrammeSettings } from './settings'

/** Every version of a programme's earning rule, so that each purchase is judged by the one of its own day. */
export interface EarningRules {
  on(day: string): EarningRule
}

export async function earningRulesOf(reader: Reader, programme: ProgrammeSettings): Promise<EarningRules> {
  const later = await laterRules(reader, programme.id)
  return { on: (day) => later.findLast((rule) => rule.since <= day) ?? programme.earning }
}

export type RuleAdded = 'added' | 'not_in_the_future' | 'day_taken'

/** Adds a version that begins after today: what is past is never judged anew. */
export async function addEarningRule(
  tx: Tx,
  { programmeId, rule, today, now }: { programmeId: string; rule: EarningRule; today: BusinessDay; now: Date },
): Promise<RuleAdded> {
  if (rule.since <= today) return 'not_in_the_future'
  return (await insertRule(tx, programmeId, { ...rule, now })) ? 'added' : 'day_taken'
}
