import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { REPOSITORY } from './check/runTool'
import { filesBelow } from './check/sourceTree'
import { askedFor, help } from './testing/asked'
import { provideMariadb, provideServer } from './testing/databaseServer'
import { databaseTests, importsBelow } from './testing/databaseTests'
import { type Asked, type Part, planParts, type TestFiles } from './testing/parts'
import type { DatabaseServer } from './testing/privateMariadb'
import { provideRedis } from './testing/redisServer'
import { runParts } from './testing/runParts'
import { exitCodeOf, type Outcome, sumLine, tableOf } from './testing/sums'

async function main(): Promise<number> {
  const asked = askedOrTell(process.argv.slice(2))
  if (typeof asked === 'number') return asked
  const { parts, leftOut } = planParts(testFilesBelow(REPOSITORY), asked)
  if (parts.length === 0) {
    console.error(`没有匹配的测试文件 / no test file matches: ${asked.patterns.join(' ')}`)
    return 1
  }
  const ending = endingOnSignals()
  const outcomes = await run(parts, ending.signal)
  if (ending.signal.aborted) return ending.exitCode()
  if (leftOut.length > 0) console.log(`\n按要求未运行 / left out as asked: ${leftOut.join(', ')}`)
  report(outcomes)
  return exitCodeOf(outcomes)
}

function askedOrTell(args: string[]): Asked | number {
  try {
    const asked = askedFor(args)
    if (asked !== 'help') return asked
    process.stdout.write(help)
    return 0
  } catch (error) {
    console.error(`${(error as Error).message}\n\n用法见 / see: npm test -- --help`)
    return 2
  }
}

function testFilesBelow(root: string): TestFiles {
  const files = filesBelow(root)
  const tests = files.filter((path) => /\.test\.tsx?$/.test(path))
  const journeysIn = (folder: string) =>
    files.filter((path) => new RegExp(`^tests/${folder}/[^/]+\\.journey\\.ts$`).test(path))
  const database = databaseTests(tests, importsBelow(root))
  return { tests, database, journeys: journeysIn('journeys'), weapp: journeysIn('weapp') }
}

/** Children are ended by the signal, and the server after them, so that nothing of the run stays behind. */
function endingOnSignals(): { signal: AbortSignal; exitCode: () => number } {
  const controller = new AbortController()
  let exitCode = 0
  const end = (code: number) => () => {
    exitCode ||= code
    controller.abort()
  }
  process.on('SIGINT', end(130))
  process.on('SIGTERM', end(143))
  process.on('SIGHUP', end(129))
  return { signal: controller.signal, exitCode: () => exitCode }
}

async function run(parts: Part[], signal: AbortSignal): Promise<Outcome[]> {
  const folder = mkdtempSync(join(tmpdir(), 'kaquan-tests-'))
  let server: Promise<DatabaseServer> | undefined
  const startedOnce = () => {
    server ??= provideServer(console.log)
    return server
  }
  try {
    provideMariadb(console.log)
    const redis = provideRedis(console.log, process.env)
    return await runParts(parts, { server: startedOnce, redis, folder, signal, tell: console.log })
  } finally {
    await server?.then(
      ({ stop }) => stop(),
      () => undefined,
    )
    rmSync(folder, { recursive: true, force: true })
  }
}

function report(outcomes: Outcome[]): void {
  for (const { part, problem } of outcomes) if (problem) console.log(`\n${part}: ${problem}`)
  console.log(`\n${tableOf(outcomes).join('\n')}\n\n${sumLine(outcomes)}`)
}

main().then(
  (exitCode) => {
    process.exitCode = exitCode
  },
  (error: Error) => {
    console.error(error.stack)
    process.exitCode = 2
  },
)
