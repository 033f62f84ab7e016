import { addDays, businessDayOf, startOfDay } from '../../../../shared/values/businessDay'
import { firstIdAt } from '../../../../shared/values/ids'
import type { Tx } from '../../../db/database'
import { findVersion } from '../versions.store'
import type { ImportDeps } from './importDeps'
import { deletePiecesBefore, findImport, type Import, importOfFile, insertImport, insertPieces } from './imports.store'
import { type FileToCheck, runCheck } from './runCheck'
import { deleteStagedBefore } from './stagedCodes.store'

export interface FileTaken {
  programmeId: string
  kind: Import['kind']
  fileName: string
  bytes: Buffer
  /** SHA-256, hex. */
  fileHash: string
  /** Null for the command line. */
  madeBy: string | null
  /** Writes down that it came, in the transaction that keeps it. */
  noted(tx: Tx, importId: string): Promise<void>
}

/** Long enough for most files; whoever sent a longer one asks again. */
const waitMs = 8_000
/** What any database takes in one column. */
const bytesInPiece = 60_000
const keptDays = 60

/**
 * Takes a file and checks it. The same file again is the same import, as long as nothing has become of it that makes it
 * worth looking at anew.
 */
export async function takeFile(
  deps: ImportDeps,
  file: FileTaken,
  { patience = waitMs }: { patience?: number } = {},
): Promise<{ found: Import; isRepeated: boolean }> {
  const { reader } = deps.database
  const earlier = await importOfFile(reader, file)
  if (earlier && (await isStill(deps, earlier, file))) return { found: earlier, isRepeated: true }
  const importId = await written(deps, file)
  const { programmeId, kind, bytes } = file
  await within(patience, deps, runCheck(deps, { programmeId, importId, kind, bytes }))
  const found = await findImport(reader, { programmeId, importId })
  if (!found) throw new Error('an import that was just made is not there')
  return { found, isRepeated: false }
}

/** Checks a file of benefits again where what is live has changed since; its bytes are those that were kept. */
async function isStill(deps: ImportDeps, earlier: Import, { bytes }: FileTaken): Promise<boolean> {
  const { programmeId, id: importId, kind, state, summary, versionId } = earlier
  if (state === 'checking') return true
  if (state === 'refused') return false
  if (kind === 'codes') return summary?.counts.problems === 0
  if (state === 'checked') {
    const again: FileToCheck = { programmeId, importId, kind, bytes, isAgain: true }
    await within(waitMs, deps, runCheck(deps, again))
    return true
  }
  const version = versionId === null ? null : await findVersion(deps.database.reader, { programmeId, versionId })
  return version !== null && version.state !== 'discarded' && version.state !== 'retired'
}

async function written({ database, surroundings }: ImportDeps, file: FileTaken): Promise<string> {
  const { programmeId, kind, fileName, bytes, fileHash, madeBy, noted } = file
  const now = surroundings.now()
  const importId = surroundings.newId()
  const key = { programmeId, importId }
  await database.inTransaction(async (tx) => {
    const before = firstIdAt(startOfDay(addDays(businessDayOf(now), -keptDays)))
    await deletePiecesBefore(tx, { programmeId, before })
    await deleteStagedBefore(tx, { programmeId, before })
    const described = { fileName, fileBytes: bytes.length, fileHash, madeBy, madeAt: now }
    await insertImport(tx, { programmeId, id: importId, kind, ...described })
    await noted(tx, importId)
    // Codes are kept sealed or not at all.
    if (kind === 'codes') return
    const contents: Buffer[] = []
    for (let at = 0; at < bytes.length; at += bytesInPiece) contents.push(bytes.subarray(at, at + bytesInPiece))
    await insertPieces(tx, key, { kind: 'file', from: 0, contents })
  })
  return importId
}

/** Goes on without what takes longer; that it fails later is told to who looks after the server. */
async function within(ms: number, { failed }: ImportDeps, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), ms)
  })
  const first = await Promise.race([work, late]).finally(() => clearTimeout(timer))
  if (first === 'late') work.catch(failed)
}
