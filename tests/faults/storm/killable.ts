import { type ChildProcess, fork } from 'node:child_process'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { typescriptHook } from '../../../server/typescriptHook'

/** A process that is started again by the same orders whenever it was killed. */
export interface Killable {
  start(): Promise<void>
  /** How often it ended by itself after it had started, which nobody asked it to. */
  crashes(): number
  /** Without a word, wherever it is; resolves once it is gone. */
  kill(): Promise<void>
  /** Asks it to stop, and says whether it did so by itself. */
  stop(): Promise<boolean>
  ask<Answer>(question: string): Promise<Answer>
}

const startLimitMs = 30_000
const stopLimitMs = 15_000
const triesAtMost = 5

export function killable(script: string, orders: object): Killable {
  let child: ChildProcess | null = null
  let isWanted = false
  let crashed = 0
  const ended = (one: ChildProcess) =>
    one.exitCode !== null || one.signalCode !== null
      ? Promise.resolve()
      : new Promise<void>((resolve) => one.once('exit', () => resolve()))
  return {
    crashes: () => crashed,
    async start() {
      for (let tries = 1; ; tries++) {
        const one = launched(script, orders)
        child = one
        try {
          await answerOf(one)
          isWanted = true
          one.once('exit', () => {
            if (isWanted) crashed += 1
          })
          return
        } catch (error) {
          // A connection may be cut while it starts; whoever runs it starts it again.
          one.kill('SIGKILL')
          if (tries === triesAtMost) throw error
        }
      }
    },
    async kill() {
      isWanted = false
      if (!child) return
      child.kill('SIGKILL')
      await ended(child)
    },
    async stop() {
      isWanted = false
      if (!child || child.exitCode !== null || child.signalCode !== null) return true
      child.kill('SIGTERM')
      const inTime = await Promise.race([ended(child).then(() => true), sleep(stopLimitMs, false, { ref: false })])
      if (!inTime) child.kill('SIGKILL')
      return inTime
    },
    async ask<Answer>(question: string) {
      if (!child) throw new Error(`${script} was not started`)
      child.send({ question })
      return (await answerOf(child)) as Answer
    },
  }
}

function launched(script: string, orders: object): ChildProcess {
  const child = fork(path.resolve(__dirname, script), {
    execArgv: ['-r', typescriptHook],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  child.send(orders)
  return child
}

function answerOf(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const tooLong = setTimeout(() => reject(new Error('a process of the storm did not answer')), startLimitMs)
    const gone = () => {
      clearTimeout(tooLong)
      reject(new Error('a process of the storm ended while it was started'))
    }
    child.once('exit', gone)
    child.once('message', (message: unknown) => {
      clearTimeout(tooLong)
      child.removeListener('exit', gone)
      resolve(message)
    })
  })
}
