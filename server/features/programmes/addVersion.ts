import type { EarningRule } from '../../../shared/contract/earningRule'
import type { ProgrammeTerms } from '../../../shared/contract/programmeTerms'
import type { Tx } from '../../db/database'
import { firstDayUnjudged } from './latestDay.rules'
import { earningVersionsOf, programmeOf, termsVersionsOf } from './programmeRules'
import { insertRule, insertTerms, lockProgramme } from './programmes.store'

export type VersionAdded = 'added' | 'too_soon' | 'day_taken' | 'version_taken'

interface At {
  programmeId: string
  now: Date
}

/** Adds a version of the earning rule that begins after every day of which facts may be posted: none is judged anew. */
export async function addEarningRule(
  tx: Tx,
  { programmeId, rule, now }: At & { rule: EarningRule },
): Promise<VersionAdded> {
  await lockProgramme(tx, programmeId)
  const { earning } = await earningVersionsOf(tx, await programmeOf(tx, programmeId))
  const clash = clashOf(rule, { versions: earning, now })
  if (!clash) await insertRule(tx, programmeId, { rule, now })
  return clash ?? 'added'
}

/** Adds a version of the terms, which begins as late. */
export async function addTerms(
  tx: Tx,
  { programmeId, terms, now }: At & { terms: ProgrammeTerms },
): Promise<VersionAdded> {
  await lockProgramme(tx, programmeId)
  const versions = await termsVersionsOf(tx, await programmeOf(tx, programmeId))
  const clash = clashOf(terms, { versions, now })
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
  { versions, now }: { versions: readonly Version[]; now: Date },
): Exclude<VersionAdded, 'added'> | null {
  if (since < firstDayUnjudged(now)) return 'too_soon'
  if (versions.some((other) => other.since === since)) return 'day_taken'
  return versions.some((other) => other.version === version) ? 'version_taken' : null
}
