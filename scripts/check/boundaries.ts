import { join } from 'node:path'
import { type Finding, lineAt } from './finding'
import { REPOSITORY, runTool } from './runTool'
import { filesBelow, PARTS, read } from './sourceTree'

interface Cruise {
  modules: {
    source: string
    couldNotResolve?: boolean
    dependencies: { module: string; resolved: string }[]
  }[]
  summary: {
    violations: { from: string; to: string; rule: { name: string }; cycle?: { name: string }[] }[]
  }
}

interface BoundaryRule {
  name: string
  comment: string
}

const CONFIG = join(REPOSITORY, '.dependency-cruiser.cjs')
const SOURCE = /\.(tsx?|cjs|mjs|js|jsx)$/

/**
 * Who imports whom, by .dependency-cruiser.cjs, with the proof that every file was looked at: a cruise that cannot
 * parse a language sees no modules there and finds no fault with them.
 */
export async function checkBoundaries(root: string, config = CONFIG): Promise<Finding[]> {
  const sources = filesBelow(root).filter((path) => SOURCE.test(path) && PARTS.includes(path.split('/')[0] ?? ''))
  const parts = PARTS.filter((part) => sources.some((path) => path.startsWith(`${part}/`)))
  if (parts.length === 0) return []
  const { out, err } = await runTool(root, 'depcruise', ['--config', config, '--output-type', 'json', ...parts])
  if (!out.startsWith('{')) return [{ path: '.dependency-cruiser.cjs', rule: 'boundaries', todo: (err || out).trim() }]
  const cruise = JSON.parse(out) as Cruise
  return [...parts.flatMap((part) => unseenIn(part, sources, cruise)), ...violationsIn(root, { config, cruise })]
}

function unseenIn(part: string, sources: string[], cruise: Cruise): Finding[] {
  const onDisk = sources.filter((path) => path.startsWith(`${part}/`))
  const known = new Set(onDisk)
  const seen = new Set(cruise.modules.map(({ source }) => source).filter((source) => known.has(source)))
  if (seen.size === onDisk.length) return []
  return onDisk
    .filter((path) => !seen.has(path))
    .map((path) => ({
      path,
      rule: 'every-file-was-seen',
      todo: `the cruise saw ${seen.size} of ${onDisk.length} files in ${part}/ and missed this one; mend the cruise`,
    }))
}

function violationsIn(root: string, { config, cruise }: { config: string; cruise: Cruise }): Finding[] {
  const { forbidden } = require(config) as { forbidden: BoundaryRule[] }
  const adviceFor = new Map(forbidden.map(({ name, comment }) => [name, comment]))
  return cruise.summary.violations.map(({ from, to, rule, cycle }) => {
    const road = cycle ? [from, ...cycle.map(({ name }) => name)].join(' → ') : `imports ${to}`
    return {
      path: from,
      line: lineOfImport(root, cruise, { from, to }),
      rule: rule.name,
      todo: `${road}: ${adviceFor.get(rule.name)}`,
    }
  })
}

/** The cruise names files only, so the line is where the importing text names its target. */
function lineOfImport(root: string, cruise: Cruise, { from, to }: { from: string; to: string }): number | undefined {
  const importer = cruise.modules.find(({ source }) => source === from)
  const specifier = importer?.dependencies.find(({ resolved }) => resolved === to)?.module
  if (specifier === undefined) return undefined
  const text = read(root, from)
  // The cruise leaves the "node:" out of the names of built-in modules.
  const spellings = [specifier, `node:${specifier}`].flatMap((name) => [`'${name}'`, `"${name}"`])
  const places = spellings.map((quoted) => text.indexOf(quoted)).filter((at) => at >= 0)
  return places.length > 0 ? lineAt(text, Math.min(...places)) : undefined
}
