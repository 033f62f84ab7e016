import { existsSync } from 'node:fs'
import { join } from 'node:path'
import deniedPackages from './denied-packages.json'
import type { Finding } from './finding'
import { read } from './sourceTree'
import { isIn } from './versions'

interface Lock {
  packages: Record<string, { name?: string; version?: string; resolved?: string }>
}

/** The versions that package-lock.json would install, held against the list of those known to be bad. */
export async function checkPackages(root: string): Promise<Finding[]> {
  if (!existsSync(join(root, 'package-lock.json'))) {
    return [
      { path: 'package-lock.json', rule: 'denied-package', todo: 'there is no lock file; make one with npm install' },
    ]
  }
  const text = read(root, 'package-lock.json')
  const { packages } = JSON.parse(text) as Lock
  const lineOf = new Map(text.split('\n').map((line, at) => [line.trim(), at + 1]))
  return Object.entries(packages).flatMap(([place, { name, version }]) => {
    // An alias is installed under another name; the entry then carries the true one.
    const trueName = name ?? place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)
    if (place === '' || version === undefined) return []
    return denialsOf(trueName, version).map((why) => ({
      path: 'package-lock.json',
      line: lineOf.get(`${JSON.stringify(place)}: {`),
      rule: 'denied-package',
      todo: `${trueName} ${version}: ${why}; take another version, by "overrides" when another package asks for it`,
    }))
  })
}

function denialsOf(name: string, version: string): string[] {
  return deniedPackages.filter((denied) => denied.name === name && isIn(denied.versions, version)).map(({ why }) => why)
}
