import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Refused } from '../../../http/refused'
import { comparedWith } from './comparedWith'
import { fileOf } from './draftFile'
import type { ImportDeps } from './importDeps'
import type { Import } from './imports.store'
import { FileFault } from './reading/fileFault'
import type { ImportOf } from './shapes'
import { askWorker } from './worker/askWorker'

/**
 * The operator's own file as .xlsx with what is wrong in each row, as of now.
 * @throws Refused not_found where there is no file that can be read
 */
export async function annotatedFile(deps: ImportDeps, found: Import): Promise<Buffer> {
  if (found.state === 'checking') throw new Refused('import_not_checked')
  const key = { programmeId: found.programmeId, importId: found.id }
  const bytes = await fileOf(deps, key)
  if (bytes.length === 0) throw new Refused('not_found')
  const against = await comparedWith(deps, key)
  const written = fileFromWorker(deps, (into) => ({ ...against, task: { kind: 'annotate', into }, bytes }))
  return written.catch((error: unknown) => {
    throw error instanceof FileFault ? new Refused('not_found') : error
  })
}

/** An empty file to be filled in. */
export function templateFile(deps: ImportDeps, of: ImportOf): Promise<Buffer> {
  const nothing = { bytes: Buffer.alloc(1), suppliers: null, others: [], waiting: [], known: new Map() }
  const now = deps.surroundings.now()
  return fileFromWorker(deps, (into) => ({ ...nothing, now, task: { kind: 'template', of, into } }))
}

async function fileFromWorker(
  { line }: ImportDeps,
  asked: (into: string) => Omit<Parameters<typeof askWorker>[0], 'take'>,
): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'kaquan-import-'))
  const into = join(folder, 'file.xlsx')
  try {
    await line.run(() => askWorker({ ...asked(into), take: () => undefined }))
    return await readFile(into)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** `权益.csv` → `权益-错误原因.xlsx`. */
export function annotatedName(fileName: string): string {
  return `${fileName.replace(/\.[^.]{1,5}$/, '')}-错误原因.xlsx`
}

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
