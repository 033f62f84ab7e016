import type { PayloadOf } from '../../../shared/contract/requests'
import type { Tx } from '../../db/database'
import { Refused } from '../../http/refused'
import { lockProgramme } from '../programmes'
import { addRuleSet, deleteRiskDraft, riskDraftOf, ruleSetsOf } from '../risk'
import type { Executed, Execution } from './execution'
import { ruleSetChanges } from './ruleSetChanges'

/**
 * Makes a version of the risk rules count, at once: an attack does not wait for tomorrow. The draft that it came from is done
 * with.
 * @throws Refused rule_name_taken, version_unchanged
 */
export async function publishRiskRules(
  tx: Tx,
  { programmeId, payload: { ruleSet }, surroundings }: Execution<PayloadOf<'publish_risk_rules'>>,
): Promise<Executed> {
  await lockProgramme(tx, programmeId)
  const versions = await ruleSetsOf(tx, programmeId)
  if (versions.some((other) => other.ruleSet.version === ruleSet.version)) throw new Refused('rule_name_taken')
  const [live] = versions
  const changes = ruleSetChanges({ before: live?.ruleSet, after: ruleSet })
  // Only the name is another one.
  if (changes.length === 1) throw new Refused('version_unchanged')
  const soonest = (live?.since?.getTime() ?? 0) + 1
  await addRuleSet(tx, programmeId, { ruleSet, since: new Date(Math.max(surroundings.now().getTime(), soonest)) })
  const draft = await riskDraftOf(tx, programmeId)
  if (draft?.ruleSet.version === ruleSet.version) await deleteRiskDraft(tx, programmeId)
  return { transactionIds: [], changes }
}
