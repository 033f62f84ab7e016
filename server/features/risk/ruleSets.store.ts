import { type RiskRuleSet, riskRuleSet } from '../../../shared/contract/riskRules'
import type { Reader, Tx } from '../../db/database'
import { parsedOnce } from '../../db/parsedOnce'
import { moment } from '../../db/statements'
import { findProgramme } from '../programmes'
import type { RiskDraftRow, RiskRuleSetRow } from './lanes.entities'

const parsed = parsedOnce((json) => riskRuleSet.parse(json))

/** What holds for a programme that has stated no rules: every attempt is normal. */
const noRules: RiskRuleSet = { version: 'none', homeRegions: [], reviewHours: 24, rules: [] }

export interface RuleSetInTime {
  ruleSet: RiskRuleSet
  /** Null for the one that the programme started with. */
  since: Date | null
}

/** The version that counts now. */
export async function ruleSetInForce(reader: Reader, programmeId: string): Promise<RuleSetInTime> {
  const [row] = await reader.rows<RiskRuleSetRow>(
    'SELECT * FROM risk_rule_set WHERE programme_id = ? ORDER BY since DESC LIMIT 1',
    [programmeId],
  )
  return row ? fromRow(row) : startingRules(reader, programmeId)
}

/** Every version that there ever was, the newest first. */
export async function ruleSetsOf(reader: Reader, programmeId: string): Promise<RuleSetInTime[]> {
  const rows = await reader.rows<RiskRuleSetRow>(
    'SELECT * FROM risk_rule_set WHERE programme_id = ? ORDER BY since DESC',
    [programmeId],
  )
  return [...rows.map(fromRow), await startingRules(reader, programmeId)]
}

export async function addRuleSet(
  tx: Tx,
  programmeId: string,
  { ruleSet, since }: { ruleSet: RiskRuleSet; since: Date },
): Promise<void> {
  const row = { programme_id: programmeId, since, version: ruleSet.version, definition: JSON.stringify(ruleSet) }
  await tx.insert('risk_rule_set', [row])
}

export interface RiskDraft {
  ruleSet: RiskRuleSet
  inShadow: boolean
  /** Counts its changes, from 1. */
  revision: number
}

export async function riskDraftOf(reader: Reader, programmeId: string): Promise<RiskDraft | null> {
  const [row] = await reader.rows<RiskDraftRow>('SELECT * FROM risk_draft WHERE programme_id = ?', [programmeId])
  return row ? { ruleSet: parsed(row.definition), inShadow: row.in_shadow === 1, revision: row.revision } : null
}

export interface DraftChange {
  programmeId: string
  ruleSet: RiskRuleSet
  inShadow: boolean
  /** Of the draft that was read; 0 where there was none. */
  revision: number
  by: string
  now: Date
}

/** False when somebody else wrote another revision meanwhile. */
export async function storeRiskDraft(tx: Tx, change: DraftChange): Promise<boolean> {
  const { programmeId, ruleSet, inShadow, revision, by, now } = change
  const row = {
    programme_id: programmeId,
    definition: JSON.stringify(ruleSet),
    in_shadow: inShadow ? 1 : 0,
    revision: revision + 1,
    changed_at: now,
    changed_by: by,
  }
  if (revision === 0) return (await tx.insert('risk_draft', [row], { ignoreKnown: true })) === 1
  const changed = await tx.change(
    `UPDATE risk_draft SET definition = ?, in_shadow = ?, revision = ?, changed_at = ?, changed_by = ?
     WHERE programme_id = ? AND revision = ?`,
    [row.definition, row.in_shadow, row.revision, now, by, programmeId, revision],
  )
  return changed === 1
}

/** Answers 0 when there is none. */
export function deleteRiskDraft(tx: Tx, programmeId: string): Promise<number> {
  return tx.change('DELETE FROM risk_draft WHERE programme_id = ?', [programmeId])
}

async function startingRules(reader: Reader, programmeId: string): Promise<RuleSetInTime> {
  const programme = await findProgramme(reader, programmeId)
  return { ruleSet: programme?.risk ?? noRules, since: null }
}

function fromRow(row: RiskRuleSetRow): RuleSetInTime {
  return { ruleSet: parsed(row.definition), since: moment(row.since) }
}
