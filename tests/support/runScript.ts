import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { typescriptHook } from '../../server/typescriptHook'

const root = path.resolve(__dirname, '../..')

/** Runs a command to its end, as `npm run` does, with these variables besides those of the test. */
export function runScript(name: string, words: readonly string[], variables: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['-r', typescriptHook, path.join(root, `scripts/${name}.ts`), ...words],
    { cwd: root, env: { ...process.env, ...variables }, encoding: 'utf8' },
  )
  return { status, stdout, stderr }
}
