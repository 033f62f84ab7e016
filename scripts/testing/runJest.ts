import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { JestReport, JestRun } from './sums'

const root = resolve(__dirname, '../..')

export interface JestCall {
  /** Stands before every line of its output, since several runs may speak at once. */
  name: string
  files: readonly string[]
  /** A pattern of file names other than jest.config.js has. */
  testMatch?: string
  workers: number
  /** Variables set or, where undefined, taken out. */
  environment: Record<string, string | undefined>
  /** A folder for its report. */
  folder: string
  /** Ends it. */
  signal: AbortSignal
  tell: (line: string) => void
}

/** How long jest may stay after its last test: what is left open then would stay open in production, too. */
const lingerMs = 20_000

/** Runs these files with jest; the outcome is in the report, whatever jest's own exit code says. */
export async function runJest(call: JestCall): Promise<JestRun> {
  const start = performance.now()
  const outputFile = join(call.folder, `${call.name.replace(/\W/g, '-')}.json`)
  const child = spawn(process.execPath, jestArguments(call, outputFile), {
    cwd: root,
    env: { ...process.env, ...call.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: call.signal,
  })
  relay(child, call)
  const exitCode = await exitOf(child, { outputFile, ...call })
  return { report: reportIn(outputFile), exitCode, seconds: (performance.now() - start) / 1000 }
}

function jestArguments({ files, testMatch, workers }: JestCall, outputFile: string): string[] {
  return [
    join(root, 'node_modules/jest/bin/jest.js'),
    '--config=jest.config.js',
    '--json',
    `--outputFile=${outputFile}`,
    `--maxWorkers=${workers}`,
    ...(testMatch ? [`--testMatch=${testMatch}`] : []),
    '--runTestsByPath',
    ...files,
  ]
}

function relay(child: ChildProcess, { name, tell }: JestCall): void {
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue
    createInterface({ input: stream }).on('line', (line) => {
      if (!/^(Test results written to|Ran all test suites)/.test(line)) tell(`${name} │ ${line}`.trimEnd())
    })
  }
}

function exitOf(
  child: ChildProcess,
  { outputFile, name, tell }: { outputFile: string; name: string; tell: (line: string) => void },
): Promise<number | null> {
  return new Promise((done) => {
    let writtenAt = 0
    const watch = setInterval(() => {
      if (!existsSync(outputFile)) return
      writtenAt ||= performance.now()
      if (performance.now() - writtenAt < lingerMs) return
      tell(`${name} │ 测试已结束，但进程仍未退出 / the tests are over, but something keeps the process open`)
      child.kill('SIGKILL')
    }, 1_000)
    // An abort arrives as an error first; the end of the process follows it.
    child.on('error', () => undefined)
    child.on('close', (exitCode) => {
      clearInterval(watch)
      done(exitCode)
    })
  })
}

function reportIn(outputFile: string): JestReport | null {
  return existsSync(outputFile) ? (JSON.parse(readFileSync(outputFile, 'utf8')) as JestReport) : null
}
