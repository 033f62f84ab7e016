import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding } from './finding'
import { savesInStores, statementsOutsideStores } from './ratchets/database'
import { defaultExports } from './ratchets/exports'
import { anyTypes, silencedTests, unfinishedMarks, waitingRules } from './ratchets/language'
import { longFiles, longFunctions } from './ratchets/lengths'
import { dumpingGrounds } from './ratchets/names'
import { hiddenOutsiders, hiddenSettings } from './ratchets/outsiders'
import { codeFile, type Ratchet } from './ratchets/sourceFile'
import { filesBelow, isCode, read } from './sourceTree'

/** The limits of style that the compiler and the linter do not know. */
export async function checkRatchets(root: string): Promise<Finding[]> {
  const paths = filesBelow(root)
  const ratchets = ratchetsFor(root)
  const inCode = paths.filter(isCode).flatMap((path) => {
    const file = codeFile(path, read(root, path))
    return ratchets.flatMap((ratchet) => ratchet(file))
  })
  return onePerLine([...dumpingGrounds(paths), ...inCode])
}

/** A call and the statement inside it are one fault, not two. */
function onePerLine(findings: Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [`${finding.path}:${finding.line}:${finding.rule}`, finding])).values()]
}

function ratchetsFor(root: string): Ratchet[] {
  const appConfig = 'miniprogram/app.config.ts'
  const pages = existsSync(join(root, appConfig)) ? read(root, appConfig) : ''
  return [
    longFiles,
    longFunctions,
    defaultExports(pages),
    anyTypes,
    unfinishedMarks,
    hiddenOutsiders,
    hiddenSettings,
    statementsOutsideStores,
    savesInStores,
    waitingRules,
    silencedTests,
  ]
}
