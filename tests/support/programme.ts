import type { Database } from '../../server/db/database'
import demo from '../../server/demo/programme.json'
import { insertProgramme, type ProgrammeSettings, programmeSettings } from '../../server/features/programmes'

/** The demo's, without its risk rules: whatever is tested about lanes states its own. */
export const testProgramme: ProgrammeSettings = programmeSettings.parse({ ...demo, risk: undefined })

export async function installTestProgramme(
  database: Database,
  changes: Partial<ProgrammeSettings> = {},
): Promise<void> {
  await database.inTransaction((tx) => insertProgramme(tx, { ...testProgramme, ...changes }, new Date(0)))
}
