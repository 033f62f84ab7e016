import type { Finding } from './finding'
import { runTool } from './runTool'

interface BiomeReport {
  diagnostics: {
    severity: string
    message: string
    category: string
    location?: { path?: string; start?: { line: number } }
  }[]
}

/** Format and lint, by the rules of biome.json in `root`. */
export async function checkBiome(root: string): Promise<Finding[]> {
  const { exitCode, out, err } = await runTool(root, 'biome', [
    'check',
    '--reporter=json',
    '--max-diagnostics=none',
    '--diagnostic-level=error',
    '.',
  ])
  if (exitCode === 0) return []
  const findings = findingsIn(out)
  // A broken configuration leaves no report behind, and must not pass for a clean tree.
  return findings.length > 0 ? findings : [{ path: 'biome.json', rule: 'biome', todo: (err || out).trim() }]
}

function findingsIn(out: string): Finding[] {
  const start = out.indexOf('{')
  if (start < 0) return []
  const report = JSON.parse(out.slice(start)) as BiomeReport
  return report.diagnostics.map(({ message, category, location }) => ({
    path: location?.path ?? '.',
    line: location?.start?.line || undefined,
    rule: category,
    todo: category === 'format' ? 'run `npx biome check --write` on it' : message,
  }))
}
