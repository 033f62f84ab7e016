import type { ImportDeps } from './importDeps'
import { findImport, type Import, type ImportKey } from './imports.store'
import { keepFault } from './keepCheck'
import { FileFault } from './reading/fileFault'
import { staleAfterMs } from './runCheck'

/** An import as it is now: a check whose process has ended is over. */
export async function freshImport(
  deps: Pick<ImportDeps, 'database' | 'surroundings'>,
  key: ImportKey,
): Promise<Import | null> {
  const { reader } = deps.database
  const found = await findImport(reader, key)
  const since = found?.checkingSince
  if (found?.state !== 'checking' || !since) return found
  if (deps.surroundings.now().getTime() - since.getTime() < staleAfterMs) return found
  await keepFault(deps, { ...key, kind: found.kind }, new FileFault('check_interrupted'))
  return findImport(reader, key)
}
