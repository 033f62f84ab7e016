import { spawn } from 'node:child_process'
import path from 'node:path'
import { typescriptHook } from '../../server/typescriptHook'
import { tell } from '../commandLine'

const root = path.resolve(__dirname, '../..')

/** Builds the mini-program for browsers, and the console, when their sources changed since the last time. */
export function buildBrowserPages(): Promise<void> {
  const words = ['-r', typescriptHook, path.join(root, 'scripts/build.ts'), 'h5', 'console', '--if-changed']
  const child = spawn(process.execPath, words, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  const take = (chunk: Buffer) => {
    const isFirst = !output.includes('building')
    output += chunk.toString()
    if (isFirst && output.includes('building'))
      tell('首次启动，正在构建页面（约一分钟）… / building the pages, about a minute …')
  }
  child.stdout.on('data', take)
  child.stderr.on('data', take)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (status) => {
      if (status === 0) resolve()
      else reject(new Error(`the pages could not be built:\n${output}`))
    })
  })
}
