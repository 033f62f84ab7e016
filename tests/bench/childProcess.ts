import { type ChildProcess, fork, spawn } from 'node:child_process'
import path from 'node:path'
import type { Variables } from '../../server/environment'
import { typescriptHook } from '../../server/typescriptHook'

const typescript = ['-r', typescriptHook]
/** As the runbook starts the product. */
const roomy = ['--max-semi-space-size=32']
/** As `npm run feed` is started: memory that is no longer used is given back early. */
const thrifty = ['--heap-growing-percent=50']

/** Runs a script in a process of its own and answers the JSON objects that it printed, one a line. */
export async function linesOfChild<Line>(script: string, words: readonly string[]): Promise<Line[]> {
  const child = spawn(process.execPath, [...thrifty, ...typescript, inThisFolder(script), ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let printed = ''
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    printed += piece
  })
  const code = await new Promise((resolve) => child.once('close', resolve))
  if (code !== 0) throw new Error(`${script} ended with exit code ${code}`)
  return printed
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)
}

/** A process that answers each message with one, or with `{ failed }`. */
export interface AskedChild {
  pid: number
  ask<Answer>(question: object): Promise<Answer>
  stop(): Promise<void>
}

/** Starts a script that serves. What it logs is dropped, as quickly as a log can be taken off a process. */
export function startChild(script: string, environment: Variables = {}): AskedChild {
  const child = fork(inThisFolder(script), {
    execArgv: [...roomy, ...typescript],
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const end = () => child.kill('SIGTERM')
  process.once('exit', end)
  return {
    pid: child.pid ?? 0,
    ask: (question) => answerOf(child, question),
    async stop() {
      process.removeListener('exit', end)
      if (child.exitCode !== null) return
      const ended = new Promise((resolve) => child.once('exit', resolve))
      end()
      await ended
    },
  }
}

function answerOf<Answer>(child: ChildProcess, question: object): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`${child.spawnargs.at(-1)} ended with exit code ${code}`))
    child.once('exit', ended)
    child.once('message', (answer: Answer & { failed?: string }) => {
      child.removeListener('exit', ended)
      if (answer.failed === undefined) resolve(answer)
      else reject(new Error(answer.failed))
    })
    child.send(question)
  })
}

/** The other end of `ask`: for the script that is started. */
export function answerQuestions<Question>(answer: (question: Question) => Promise<object>): void {
  process.on('message', (question: Question) => {
    answer(question).then(
      (answered) => process.send?.(answered),
      (error: unknown) => process.send?.({ failed: String((error as Error).stack ?? error) }),
    )
  })
}

function inThisFolder(script: string): string {
  return path.resolve(__dirname, script)
}
