import { existsSync, realpathSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Finding } from './finding'
import { runTool } from './runTool'
import { filesBelow, isTypeScript } from './sourceTree'

const PROJECTS = ['tsconfig.json', 'miniprogram/tsconfig.json', 'console/tsconfig.json', 'tests/weapp/tsconfig.json']

/** What the compiler says of every project, and the files that no project would have told it about. */
export async function checkTypes(root: string): Promise<Finding[]> {
  // Listed first, so that a file written meanwhile is not taken for one that was left out.
  const files = filesBelow(root).filter(isTypeScript)
  const projects = PROJECTS.filter((project) => existsSync(join(root, project)))
  const runs = await Promise.all(projects.map((project) => compile(root, project)))
  const seen = new Set(runs.flatMap((run) => run.seen))
  const unseen = files.filter((path) => !seen.has(path))
  return [
    ...unique(runs.flatMap((run) => run.findings)),
    ...unseen.map((path) => ({ path, rule: 'types', todo: 'no tsconfig.json covers this file; include it in one' })),
  ]
}

async function compile(root: string, project: string): Promise<{ findings: Finding[]; seen: string[] }> {
  const { exitCode, out } = await runTool(root, 'tsc', ['--noEmit', '--pretty', 'false', '--listFiles', '-p', project])
  const lines = out.split('\n')
  const findings = lines.flatMap((line) => findingIn(line))
  // The compiler names files by their true place, which a temporary folder behind a link is not.
  const place = realpathSync(root)
  const seen = lines.filter((line) => line.startsWith(`${place}/`)).map((line) => relative(place, line))
  if (exitCode !== 0 && findings.length === 0) findings.push({ path: project, rule: 'types', todo: out.trim() })
  return { findings, seen }
}

function findingIn(line: string): Finding[] {
  const inFile = /^(.+?)\((\d+),\d+\): error (TS\d+): (.*)$/.exec(line)
  if (inFile) return [{ path: inFile[1] ?? '', line: Number(inFile[2]), rule: inFile[3] ?? '', todo: inFile[4] ?? '' }]
  const inProject = /^error (TS\d+): (.*)$/.exec(line)
  return inProject ? [{ path: 'tsconfig.json', rule: inProject[1] ?? '', todo: inProject[2] ?? '' }] : []
}

/** A file of shared/ belongs to several projects, and its mistake is one mistake. */
function unique(findings: Finding[]): Finding[] {
  const byPlace = new Map(findings.map((finding) => [`${finding.path}:${finding.line}:${finding.todo}`, finding]))
  return [...byPlace.values()]
}
