import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { filesUnder } from './filesUnder'

/** What a build is made from; a change anywhere here asks for a new one. */
export const sourcesOfBuild = [
  'miniprogram',
  'config',
  'shared',
  'babel.config.js',
  'project.config.json',
  'package-lock.json',
]

/** One hash of the content of all the named files and directories below `root`, and of what is written in besides. Tests do not count. */
export function hashSources(root: string, sources: readonly string[], besides: Record<string, string> = {}): string {
  const hash = createHash('sha256').update(JSON.stringify(besides))
  for (const file of sources.flatMap((source) => filesOf(root, source))) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(path.join(root, file)))
      .update('\0')
  }
  return hash.digest('hex')
}

function filesOf(root: string, source: string): string[] {
  const place = path.join(root, source)
  if (!existsSync(place)) return []
  if (statSync(place).isFile()) return [source]
  return filesUnder(place)
    .filter((file) => !/\.test\.tsx?$/.test(file))
    .map((file) => `${source}/${file}`)
}
