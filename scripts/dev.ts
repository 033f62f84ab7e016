import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
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
  const server = run(['--watch', '--watch-preserve-output', '-r', '@swc-node/register', 'scripts/start.ts', ...words])
  const pages = run(['node_modules/@tarojs/cli/bin/taro', 'build', '--type', 'h5', '--watch'], { quiet: true })
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
    server.once('exit', () => resolve())
  })
  await Promise.all([stop(server), stop(pages)])
  tell('已停止 / stopped')
  return 0
})

function run(words: string[], { quiet = false } = {}): ChildProcess {
  return spawn(process.execPath, words, { cwd: root, stdio: ['ignore', quiet ? 'ignore' : 'inherit', 'inherit'] })
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}
