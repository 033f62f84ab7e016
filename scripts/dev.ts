import { type ChildProcess, spawn } from 'node:child_process'
import { watch } from 'node:fs'
import path from 'node:path'
import { typescriptHook } from '../server/typescriptHook'
import { runCommand, tell } from './commandLine'

const help = `
用法：npm run dev

与 npm start 相同，但服务端代码一改动即重启，小程序代码一改动即重新构建（刷新浏览器可见）。Ctrl-C 停止。

Usage: npm run dev

The same as npm start, restarted whenever a file of the server changes, while the mini-program's browser build follows
its sources (reload the page to see it). Ctrl-C stops both.
`

const root = path.resolve(__dirname, '..')

runCommand(help, async (words) => {
  const server = run(['--watch', '--watch-preserve-output', '-r', typescriptHook, 'scripts/start.ts', ...words])
  const pages = rebuildPagesOnChange()
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
    server.once('exit', () => resolve())
  })
  pages.close()
  await stop(server)
  tell('已停止 / stopped')
  return 0
})

/** Saving a file tells several times; one build follows when it has been quiet for this long. */
const quietMs = 300

function rebuildPagesOnChange(): { close(): void } {
  let timer: NodeJS.Timeout | undefined
  let building: ChildProcess | undefined
  const build = () => {
    if (building) return later()
    building = run(['-r', typescriptHook, 'scripts/build.ts', 'h5', '--if-changed'])
    building.once('exit', () => {
      building = undefined
    })
  }
  const later = () => {
    clearTimeout(timer)
    timer = setTimeout(build, quietMs)
  }
  const watchers = ['miniprogram', 'shared'].map((folder) => watch(path.join(root, folder), { recursive: true }, later))
  return {
    close() {
      clearTimeout(timer)
      building?.kill('SIGTERM')
      for (const watcher of watchers) watcher.close()
    },
  }
}

function run(words: string[]): ChildProcess {
  return spawn(process.execPath, words, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}
