import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import ts from 'typescript'

/** Whoever wants a database in a test imports this file: that is what makes it a database test. */
export const databaseDoor = 'tests/support/testDatabase.ts'

/** The files that a file imports, as paths relative to the root. */
export type ImportsOf = (path: string) => readonly string[]

/**
 * Those of `tests` that use a database: the ones that import {@link databaseDoor}, themselves or through others. The
 * rule is computed, so there is no list that a new test could be missing from.
 */
export function databaseTests(tests: readonly string[], importsOf: ImportsOf): string[] {
  return tests.filter((path) => reaches(path, { target: databaseDoor, importsOf }))
}

function reaches(start: string, { target, importsOf }: { target: string; importsOf: ImportsOf }): boolean {
  const seen = new Set([start])
  for (const path of seen) {
    if (path === target) return true
    for (const imported of importsOf(path)) seen.add(imported)
  }
  return false
}

/** Reads imports from the sources below `root`, each file once. Packages are left out: they do not know our tests. */
export function importsBelow(root: string): ImportsOf {
  const known = new Map<string, readonly string[]>()
  return (path) => {
    const imports = known.get(path) ?? importsIn(root, path)
    known.set(path, imports)
    return imports
  }
}

function importsIn(root: string, path: string): string[] {
  if (!/\.tsx?$/.test(path)) return []
  const { importedFiles } = ts.preProcessFile(readFileSync(join(root, path), 'utf8'), true, true)
  return importedFiles
    .filter(({ fileName }) => fileName.startsWith('.'))
    .flatMap(({ fileName }) => fileBehind(root, normalize(join(dirname(path), fileName))))
}

function fileBehind(root: string, name: string): string[] {
  const endings = ['', '.ts', '.tsx', '/index.ts', '/index.tsx']
  const found = endings
    .map((ending) => name + ending)
    .find((path) => /\.\w+$/.test(path) && existsSync(join(root, path)))
  return found === undefined ? [] : [found]
}
