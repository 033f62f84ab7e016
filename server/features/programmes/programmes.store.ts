import type { Reader, Tx } from '../../db/database'
import { type EarningRule, earningRule } from './earningRule'
import type { EarningRuleRow, ProgrammeRow } from './programmes.entities'
import { type ProgrammeSettings, programmeSettings } from './settings'

export async function findProgramme(reader: Reader, id: string): Promise<ProgrammeSettings | null> {
  const [row] = await reader.rows<ProgrammeRow>('SELECT id, settings, created_at FROM programme WHERE id = ?', [id])
  return row ? programmeSettings.parse(JSON.parse(row.settings)) : null
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

/** The later versions of a programme's earning rule, the earliest first. */
export async function laterRules(reader: Reader, programmeId: string): Promise<EarningRule[]> {
  const rows = await reader.rows<Pick<EarningRuleRow, 'definition'>>(
    'SELECT definition FROM earning_rule WHERE programme_id = ? ORDER BY since',
    [programmeId],
  )
  return rows.map((row) => earningRule.parse(JSON.parse(row.definition)))
}

/** Adds a version, or answers false when one begins on the same day. */
export async function insertRule(tx: Tx, programmeId: string, rule: EarningRule & { now: Date }): Promise<boolean> {
  const { now, ...definition } = rule
  const { since, version } = rule
  const row = { programme_id: programmeId, since, version, definition: JSON.stringify(definition), created_at: now }
  return (await tx.insert('earning_rule', [row], { ignoreKnown: true })) === 1
}
