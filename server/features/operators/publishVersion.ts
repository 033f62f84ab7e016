import type { RefusalCode } from '../../../shared/contract/refusals'
import type { PayloadOf } from '../../../shared/contract/requests'
import type { Tx } from '../../db/database'
import { Refused } from '../../http/refused'
import {
  addEarningRule,
  addTerms,
  differenceOf,
  earningVersionsOf,
  programmeOf,
  termsVersionsOf,
  type VersionAdded,
  versionOn,
} from '../programmes'
import type { Executed, Execution } from './execution'

/** Adds the version; what it changes is told against the one that it takes over from. */
export async function publishRule(
  tx: Tx,
  { programmeId, payload: { rule }, surroundings }: Execution<PayloadOf<'publish_earning_rule'>>,
): Promise<Executed> {
  const { earning } = await earningVersionsOf(tx, await programmeOf(tx, programmeId))
  refuseUnlessAdded(await addEarningRule(tx, { programmeId, rule, now: surroundings.now() }))
  return { transactionIds: [], changes: differenceOf('rule', { before: versionOn(earning, rule.since), after: rule }) }
}

export async function publishTerms(
  tx: Tx,
  { programmeId, payload: { terms }, surroundings }: Execution<PayloadOf<'publish_terms'>>,
): Promise<Executed> {
  const versions = await termsVersionsOf(tx, await programmeOf(tx, programmeId))
  refuseUnlessAdded(await addTerms(tx, { programmeId, terms, now: surroundings.now() }))
  const before = versionOn(versions, terms.since)
  return { transactionIds: [], changes: differenceOf('terms', { before, after: terms }) }
}

const refusals: Record<Exclude<VersionAdded, 'added'>, RefusalCode> = {
  too_soon: 'rule_too_soon',
  day_taken: 'rule_day_taken',
  version_taken: 'rule_name_taken',
}

function refuseUnlessAdded(outcome: VersionAdded): void {
  if (outcome !== 'added') throw new Refused(refusals[outcome])
}
