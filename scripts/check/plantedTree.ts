import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Check, sentenceOf } from './finding'

/** Runs `check` on a temporary tree with these files, by path, and answers its findings as sentences. */
export async function findingsIn(check: Check, files: Record<string, string>): Promise<string[]> {
  const root = mkdtempSync(join(tmpdir(), 'kaquan-check-'))
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    }
    return (await check(root)).map(sentenceOf)
  } finally {
    rmSync(root, { recursive: true })
  }
}

/** The place and the rule of each finding, without the advice: `path:line rule`. */
export async function placesIn(check: Check, files: Record<string, string>): Promise<string[]> {
  return (await findingsIn(check, files)).map((sentence) => sentence.split('  ').slice(0, 2).join(' ')).sort()
}
