import { lstat, mkdtemp, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

const prefix = 'kaquan-staging-'
const dayMs = 86_400_000

/** A folder of one's own that nobody else may look into. What killed runs left behind is removed after a day. */
export async function openStagingFolder(parent: string): Promise<string> {
  const folder = await mkdtemp(join(parent, prefix))
  // The new folder tells the time, by the clock that also dated the others.
  const now = (await lstat(folder)).mtimeMs
  for (const name of await readdir(parent)) {
    if (name.startsWith(prefix)) await removeWhenLeftOver(join(parent, name), now)
  }
  return folder
}

export async function removeStagingFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
}

async function removeWhenLeftOver(folder: string, now: number): Promise<void> {
  try {
    const found = await lstat(folder)
    if (found.isDirectory() && now - found.mtimeMs > dayMs) await removeStagingFolder(folder)
  } catch {
    // It is somebody else's, or has just been removed; neither keeps this run from its work.
  }
}
