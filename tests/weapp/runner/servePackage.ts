import { spawn } from 'node:child_process'
import path from 'node:path'
import { typescriptHook } from '../../../server/typescriptHook'
import { readPackage } from './readPackage'
import { type Serving, serve } from './serve'

const root = path.resolve(__dirname, '../../..')

/** Serves the package of this working copy, built anew where its sources have changed. */
export async function servePackage(): Promise<Serving> {
  await buildPackage()
  return serve(readPackage(path.join(root, 'dist/weapp')))
}

export function buildPackage(): Promise<void> {
  const words = ['-r', typescriptHook, path.join(root, 'scripts/build.ts'), 'weapp', '--if-changed']
  const child = spawn(process.execPath, words, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (piece: string) => {
      said += piece
    })
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (status) =>
      status === 0 ? resolve() : reject(new Error(`the package was not built:\n${said}`)),
    )
  })
}
