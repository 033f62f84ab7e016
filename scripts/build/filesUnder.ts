import { readdirSync } from 'node:fs'
import path from 'node:path'

/** All files below `directory` whose name ends like this, as paths relative to it with forward slashes, sorted. */
export function filesUnder(directory: string, ending = ''): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort()
}
