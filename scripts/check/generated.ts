import { spawnSync } from 'node:child_process'
import { typescriptHook } from '../../server/typescriptHook'
import type { Finding } from './finding'

const GENERATOR = ['-r', typescriptHook, 'scripts/openapi.ts', '--check']

/** The files made by `npm run openapi` that are no longer what the sources say. */
export async function checkGenerated(root: string): Promise<Finding[]> {
  const { status, stderr } = spawnSync(process.execPath, GENERATOR, { cwd: root, encoding: 'utf8' })
  if (status === 0) return []
  const stale = [...stderr.matchAll(/^(\S+) is out of date/gm)].map(([, path = '']) => path)
  if (stale.length === 0) return [{ path: 'scripts/openapi.ts', rule: 'generated', todo: stderr.trim() }]
  return stale.map((path) => ({ path, rule: 'generated', todo: 'out of date; run npm run openapi and commit it' }))
}
