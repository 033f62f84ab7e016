import { spawn } from 'node:child_process'
import path from 'node:path'
import { typescriptHook } from '../../server/typescriptHook'

/** Lets a process do some work on a database until it kills itself. */
export async function killedIn(work: string, url: string, ...words: string[]): Promise<void> {
  const program = ['-r', typescriptHook, path.join(__dirname, 'dyingChild.ts'), work, url, ...words]
  const child = spawn(process.execPath, program, { stdio: ['ignore', 'ignore', 'inherit'] })
  const signal = await new Promise((resolve) => child.once('exit', (_, by) => resolve(by)))
  if (signal !== 'SIGKILL') throw new Error(`${work} ended by itself`)
}
