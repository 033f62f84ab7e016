import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesBelow } from './sourceTree'

export interface Text {
  path: string
  lines: string[]
}

/** The text files below `root`. The lock file is left out: its checksums look like anything, and it has its own check. */
export function textsBelow(root: string): Text[] {
  return filesBelow(root)
    .filter((path) => path !== 'package-lock.json')
    .map((path) => ({ path, bytes: readFileSync(join(root, path)) }))
    .filter(({ bytes }) => !bytes.includes(0))
    .map(({ path, bytes }) => ({ path, lines: bytes.toString('utf8').split('\n') }))
}
