import type { Reader } from '../../db/database'
import { findProgramme } from './programmes.store'
import type { ProgrammeSettings } from './settings'

export { type EarningRule, earningRule } from './earningRule'
export { addEarningRule, type EarningRules, earningRulesOf } from './earningRules'
export { allProgrammeIds, findProgramme, insertProgramme } from './programmes.store'
export { type ProgrammeSettings, programmeSettings } from './settings'

/** @throws Error when the programme is not installed: ids of programmes come from our own rows, so this is a bug. */
export async function programmeOf(reader: Reader, id: string): Promise<ProgrammeSettings> {
  const programme = await findProgramme(reader, id)
  if (!programme) throw new Error(`programme ${id} is not installed`)
  return programme
}
