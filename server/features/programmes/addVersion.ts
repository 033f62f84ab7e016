import type { BusinessDay } from '../../../shared/values/businessDay'
import type { Tx } from '../../db/database'
import type { EarningRule } from './earningRule'
import { earningVersionsOf, programmeOf, termsVersionsOf } from './programmeRules'
import { insertRule, insertTerms, lockProgramme } from './programmes.store'
import type { ProgrammeTerms } from './programmeTerms'

export type VersionAdded = 'added' | 'not_in_the_future' | 'day_taken' | 'version_taken'

interface At {
  programmeId: string
  today: BusinessDay
  now: Date
}

/** Adds a version of the earning rule that begins after today: what is past is never judged anew. */
export async function addEarningRule(
  tx: Tx,
  { programmeId, rule, today, now }: At & { rule: EarningRule },
): Promise<VersionAdded> {
  await lockProgramme(tx, programmeId)
  const { earning } = await earningVersionsOf(tx, await programmeOf(tx, programmeId))
  const clash = clashOf(rule, { versions: earning, today })
  if (!clash) await insertRule(tx, programmeId, { rule, now })
  return clash ?? 'added'
}

/** Adds a version of the terms that begins after today. */
export async function addTerms(
  tx: Tx,
  { programmeId, terms, today, now }: At & { terms: ProgrammeTerms },
): Promise<VersionAdded> {
  await lockProgramme(tx, programmeId)
  const versions = await termsVersionsOf(tx, await programmeOf(tx, programmeId))
  const clash = clashOf(terms, { versions, today })
  if (!clash) await insertTerms(tx, programmeId, { terms, now })
  return clash ?? 'added'
}

interface Version {
  version: string
  since: string
}

/** Entries name the version that made them, so no two versions of a programme have one name. */
function clashOf(
  { version, since }: Version,
  { versions, today }: { versions: readonly Version[]; today: BusinessDay },
): Exclude<VersionAdded, 'added'> | null {
  if (since <= today) return 'not_in_the_future'
  if (versions.some((other) => other.since === since)) return 'day_taken'
  return versions.some((other) => other.version === version) ? 'version_taken' : null
}
