import { type EarningRule, earningRule } from '../../../shared/contract/earningRule'
import { type ProgrammeTerms, programmeTerms } from '../../../shared/contract/programmeTerms'
import { wholeNumber } from '../../../shared/values/integers'
import type { Reader, Tx } from '../../db/database'
import { parsedOnce } from '../../db/parsedOnce'
import type { EarningClosureRow, EarningRuleRow, ProgrammeRow, ProgrammeTermsRow } from './programmes.entities'
import { type ProgrammeSettings, programmeSettings } from './settings'
import type { Closure } from './versions.rules'

const parsedSettings = parsedOnce((json) => programmeSettings.parse(json))
const parsedRule = parsedOnce((json) => earningRule.parse(json))
const parsedTerms = parsedOnce((json) => programmeTerms.parse(json))

export async function findProgramme(reader: Reader, id: string): Promise<ProgrammeSettings | null> {
  const [row] = await reader.rows<ProgrammeRow>('SELECT id, settings, created_at FROM programme WHERE id = ?', [id])
  return row ? parsedSettings(row.settings) : null
}

export async function allProgrammeIds(reader: Reader): Promise<string[]> {
  const rows = await reader.rows<{ id: string }>('SELECT id FROM programme ORDER BY id')
  return rows.map((row) => row.id)
}

/** Adds the programme, or leaves the one that is there as it is. Answers whether it is new. */
export async function insertProgramme(tx: Tx, settings: ProgrammeSettings, now: Date): Promise<boolean> {
  const row = { id: settings.id, settings: JSON.stringify(settings), created_at: now }
  return (await tx.insert('programme', [row], { ignoreKnown: true })) === 1
}

/** Versions are added and budgets closed one after the other. */
export async function lockProgramme(tx: Tx, id: string): Promise<void> {
  await tx.rows(`SELECT id FROM programme WHERE id = ?${tx.forUpdate}`, [id])
}

/** The later versions of a programme's earning rule, the earliest first. */
export async function laterRules(reader: Reader, programmeId: string): Promise<EarningRule[]> {
  const rows = await reader.rows<Pick<EarningRuleRow, 'definition'>>(
    'SELECT definition FROM earning_rule WHERE programme_id = ? ORDER BY since',
    [programmeId],
  )
  return rows.map((row) => parsedRule(row.definition))
}

export async function insertRule(
  tx: Tx,
  programmeId: string,
  { rule, now }: { rule: EarningRule; now: Date },
): Promise<void> {
  await tx.insert('earning_rule', [versionRow(programmeId, { version: rule, now })])
}

/** The later versions of a programme's terms, the earliest first. */
export async function laterTerms(reader: Reader, programmeId: string): Promise<ProgrammeTerms[]> {
  const rows = await reader.rows<Pick<ProgrammeTermsRow, 'definition'>>(
    'SELECT definition FROM programme_terms WHERE programme_id = ? ORDER BY since',
    [programmeId],
  )
  return rows.map((row) => parsedTerms(row.definition))
}

export async function insertTerms(
  tx: Tx,
  programmeId: string,
  { terms, now }: { terms: ProgrammeTerms; now: Date },
): Promise<void> {
  await tx.insert('programme_terms', [versionRow(programmeId, { version: terms, now })])
}

function versionRow(programmeId: string, { version, now }: { version: { version: string; since: string }; now: Date }) {
  const { since, version: name } = version
  return { programme_id: programmeId, since, version: name, definition: JSON.stringify(version), created_at: now }
}

/** The budgets of a programme that were used up. */
export async function closuresOf(reader: Reader, programmeId: string): Promise<Closure[]> {
  const rows = await reader.rows<EarningClosureRow>(
    `SELECT rule_version, bonus_id, closed_from, points_used FROM earning_closure WHERE programme_id = ?
     ORDER BY closed_from, rule_version, bonus_id`,
    [programmeId],
  )
  return rows.map((row) => ({
    ruleVersion: row.rule_version,
    bonusId: row.bonus_id,
    closedFrom: row.closed_from,
    pointsUsed: wholeNumber(row.points_used, 'points'),
  }))
}

/** Closes a budget, or leaves the closure that is there as it is. Answers whether it is new. */
export async function insertClosure(
  tx: Tx,
  programmeId: string,
  { closure, now }: { closure: Closure; now: Date },
): Promise<boolean> {
  const { ruleVersion, bonusId, closedFrom, pointsUsed } = closure
  const row = {
    programme_id: programmeId,
    rule_version: ruleVersion,
    bonus_id: bonusId,
    closed_from: closedFrom,
    points_used: pointsUsed,
    created_at: now,
  }
  return (await tx.insert('earning_closure', [row], { ignoreKnown: true })) === 1
}
