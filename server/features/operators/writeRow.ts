import type { BenefitCells } from '../../../shared/contract/versions'
import { differences, putDraftRow, type VersionRow } from '../catalogue'
import { changeAsMaker, type MakerDoing } from './changeAsMaker'
import type { DeskDeps } from './executeRequest'
import { changesOf } from './versionChanges'

export interface RowAsked {
  programmeId: string
  versionId: string
  benefitId: string
  cells: BenefitCells
  revision: string | null
  position?: number | undefined
}

/**
 * Writes one benefit of a draft.
 * @throws Refused not_found, role_required, version_not_draft, row_changed, input_invalid with what is wrong with each cell
 */
export function writeRow(
  deps: DeskDeps,
  doing: Omit<MakerDoing, 'programmeId'>,
  { position, ...asked }: RowAsked,
): Promise<VersionRow> {
  const { programmeId, versionId } = asked
  const { supplierNames: suppliers } = deps
  return changeAsMaker(deps, { ...doing, programmeId }, async (tx, who) => {
    const { before, after } = await putDraftRow(tx, { ...asked, ...who, position, suppliers })
    const changes = changesOf(differences(before ? [before] : [], [after]))
    return { reply: after, audited: { action: 'version.edited', subject: versionId, changes } }
  })
}
