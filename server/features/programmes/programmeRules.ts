import type { EarningRule } from '../../../shared/contract/earningRule'
import type { ProgrammeTerms } from '../../../shared/contract/programmeTerms'
import type { Reader } from '../../db/database'
import { closuresOf, findProgramme, laterRules, laterTerms } from './programmes.store'
import { type ProgrammeSettings, startingTerms } from './settings'
import { type Closure, type RuleInForce, rulesInForce, versionOn } from './versions.rules'

/** How spending earns, by the day on which the bank posted it. */
export interface EarningRules {
  on(day: string): RuleInForce
  /** All of them as they were written, the earliest first. */
  versions: readonly EarningRule[]
}

/** How points live and tiers are held, by day. */
export interface TermsByDay {
  on(day: string): ProgrammeTerms
}

/** All that a programme decides, with every version: asked for once in a transaction, for all of its cardholders. */
export interface ProgrammeRules {
  settings: ProgrammeSettings
  earning: EarningRules
  terms: TermsByDay
}

/** @throws Error when the programme is not installed: ids of programmes come from our own rows, so this is a bug. */
export async function rulesOf(reader: Reader, programmeId: string): Promise<ProgrammeRules> {
  const settings = await programmeOf(reader, programmeId)
  return { settings, earning: await earningRulesOf(reader, settings), terms: await termsOf(reader, settings) }
}

/** What was read is used this long again; `firstDayUnjudged` keeps more distance, so no new version is missed. */
const readAgainAfterMs = 5_000

/** Reads the rules of programmes for a process that asks for them in each of its transactions. */
export function rulesRead({ now }: { now: () => Date }): typeof rulesOf {
  const read = new Map<string, { at: number; rules: ProgrammeRules }>()
  return async (reader, programmeId) => {
    const at = now().getTime()
    const known = read.get(programmeId)
    if (known && Math.abs(at - known.at) < readAgainAfterMs) return known.rules
    const rules = await rulesOf(reader, programmeId)
    read.set(programmeId, { at, rules })
    return rules
  }
}

/** @throws Error when the programme is not installed */
export async function programmeOf(reader: Reader, id: string): Promise<ProgrammeSettings> {
  const programme = await findProgramme(reader, id)
  if (!programme) throw new Error(`programme ${id} is not installed`)
  return programme
}

export async function earningRulesOf(reader: Reader, programme: ProgrammeSettings): Promise<EarningRules> {
  const { earning, closures } = await earningVersionsOf(reader, programme)
  return rulesInForce(earning, closures)
}

export async function termsOf(reader: Reader, programme: ProgrammeSettings): Promise<TermsByDay> {
  const versions = await termsVersionsOf(reader, programme)
  return { on: (day) => versionOn(versions, day) }
}

/** Every version of the earning rule, the earliest first, and the budgets that were used up. */
export async function earningVersionsOf(
  reader: Reader,
  { id, earning }: ProgrammeSettings,
): Promise<{ earning: EarningRule[]; closures: Closure[] }> {
  return { earning: [earning, ...(await laterRules(reader, id))], closures: await closuresOf(reader, id) }
}

/** Every version of the terms, the earliest first. */
export async function termsVersionsOf(reader: Reader, programme: ProgrammeSettings): Promise<ProgrammeTerms[]> {
  return [startingTerms(programme), ...(await laterTerms(reader, programme.id))]
}
