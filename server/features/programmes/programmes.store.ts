import type { Reader, Tx } from '../../db/database'
import type { ProgrammeRow } from './programmes.entities'
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
