import type { Tx } from '../../db/database'
import type { Surroundings } from '../../ports/surroundings'
import type { FileTaken, Import } from '../catalogue'
import { insertAudit } from './audit.store'
import type { Looking, SupportDeps } from './supportDeps'
import { writeLook } from './writeLook'

/** Who sent a file, and from where; nobody where it came by the command line. */
interface Sender {
  operatorId: string | null
  requestId: string | null
  address: string | null
}

/** Writes down a file that came, in the transaction that keeps it: of codes not one, only which file it was. */
export function uploadNoted(
  { surroundings }: { surroundings: Surroundings },
  { programmeId, kind, fileName, fileHash, bytes }: Omit<FileTaken, 'noted' | 'madeBy'>,
  sender: Sender,
): FileTaken['noted'] {
  const changes = [
    { field: 'import.kind', before: null, after: kind },
    { field: 'import.fileName', before: null, after: fileName },
    { field: 'import.fileHash', before: null, after: fileHash },
    { field: 'import.fileBytes', before: null, after: bytes.length },
  ]
  return (tx: Tx, importId: string) => {
    const when = { id: surroundings.newId(), at: surroundings.now() }
    const what = { action: 'import.uploaded', subject: importId, reason: null, changes } as const
    return insertAudit(tx, { ...when, ...what, ...sender, programmeId })
  }
}

/** Writes down that a file leaves, before it does. */
export function noteDownload(
  deps: Pick<SupportDeps, 'database' | 'surroundings'>,
  looking: Omit<Looking, 'programmeId'>,
  { programmeId, id, fileName }: Pick<Import, 'programmeId' | 'id' | 'fileName'>,
): Promise<void> {
  const changes = [{ field: 'import.fileName', before: null, after: fileName }]
  const look = { action: 'import.file_downloaded', subject: id, reason: null, changes } as const
  return writeLook(deps, { ...looking, programmeId }, look)
}
