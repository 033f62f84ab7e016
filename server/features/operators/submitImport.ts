import type { ImportLine } from '../../../shared/contract/imports'
import { Refused } from '../../http/refused'
import { benefitsToDraft, draftFile, type Import, type ImportDeps, importOf } from '../catalogue'
import { changeAsMaker, type MakerDoing } from './changeAsMaker'
import type { DeskDeps } from './executeRequest'
import { refuseCardNumber } from './makeRequest'
import { importLines } from './showImports'

export interface ImportSubmitted {
  found: Import
  /** Only the rows that are right; otherwise one that is wrong stops all of them. */
  onlyGood?: boolean | undefined
  /** What the file does not name is taken out of the draft. */
  replace?: boolean | undefined
  reason: string
}

/**
 * Makes a draft of a file that was checked. The maker looks at it and submits it to review; nothing is live by this.
 * @throws Refused import_not_checked, import_wrong, import_submitted, import_same_as_live, role_required, busy_try_later
 */
export async function submitImport(
  deps: DeskDeps & ImportDeps,
  doing: Omit<MakerDoing, 'programmeId'>,
  { found, onlyGood = false, replace = false, reason }: ImportSubmitted,
): Promise<ImportLine> {
  refuseCardNumber(reason)
  if (found.kind !== 'benefits') throw new Refused('not_found')
  const { programmeId, id: importId } = found
  const file = await benefitsToDraft(deps, found, { onlyGood, replace })
  const { newId } = deps.surroundings
  return changeAsMaker(deps, { ...doing, programmeId }, async (tx, { by, now }) => {
    const draft = { ...file, replace, by, newId, now }
    const { versionId } = await draftFile(tx, found, draft)
    const after = await importOf(tx, { programmeId, importId })
    if (!after) throw new Error('an import that was just submitted is not there')
    const changes = [
      { field: 'import.version', before: null, after: versionId },
      { field: 'import.rows', before: null, after: file.benefits.length },
    ]
    const [reply] = await importLines(tx, [after])
    return { reply: reply as ImportLine, audited: { action: 'import.submitted', subject: importId, changes, reason } }
  })
}
