import { spawn } from 'node:child_process'
import { resolve } from 'node:path'

export const REPOSITORY = resolve(__dirname, '../..')

export interface ToolOutcome {
  exitCode: number | null
  out: string
  err: string
}

/** Runs a tool of ours from node_modules in the folder `root`. A tool that reports findings by its exit code is no error. */
export function runTool(root: string, tool: string, args: readonly string[]): Promise<ToolOutcome> {
  return new Promise((done, failed) => {
    const child = spawn(resolve(REPOSITORY, 'node_modules/.bin', tool), args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let out = ''
    let err = ''
    child.stdout.setEncoding('utf8').on('data', (piece: string) => {
      out += piece
    })
    child.stderr.setEncoding('utf8').on('data', (piece: string) => {
      err += piece
    })
    child.on('error', failed)
    child.on('close', (exitCode) => done({ exitCode, out, err }))
  })
}
