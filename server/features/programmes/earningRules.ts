import type { BusinessDay } from '../../../shared/values/businessDay'
import type { Reader, Tx } from '../../db/database'
import type { EarningRule } from './earningRule'
import { findProgramme, insertRule, laterRules } from './programmes.store'

/** Every version of a programme's earning rule, so that each purchase is judged by the one of its own day. */
export interface EarningRules {
  on(day: string): EarningRule
}

/** @throws Error when the programme is not installed */
export async function earningRulesOf(reader: Reader, programmeId: string): Promise<EarningRules> {
  const programme = await findProgramme(reader, programmeId)
  if (!programme) throw new Error(`programme ${programmeId} is not installed`)
  const later = await laterRules(reader, programmeId)
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
