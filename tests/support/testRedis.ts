import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Redis from 'ioredis'
import { freePort, keepRunning, stopped } from '../../scripts/testing/keptProgram'
import { redisHere, redisMissing } from '../../scripts/testing/redisServer'
import { cuttingProxy } from './cuttingProxy'

/** A Redis that can be lost and had again. */
export interface TestRedis {
  url: string
  /** Whether it comes back with nothing in it. */
  forgets: boolean
  /** It is gone at once, with all its connections. */
  kill(): Promise<void>
  /** It takes what is said and answers nothing. */
  hang(): void
  goOn(): void
  startAgain(): Promise<void>
  stop(): Promise<void>
}

/** @throws Error with the line to type where there is none and none can be had */
export async function testRedis(): Promise<TestRedis> {
  const choice = redisHere(process.env.TEST_REDIS_URL)
  if (choice.kind === 'missing') throw new Error(redisMissing())
  return choice.kind === 'given' ? givenRedis(choice.url) : privateRedis(choice.program)
}

/** A server that others may be using is not killed: what is lost is the wire to it. */
async function givenRedis(url: string): Promise<TestRedis> {
  const wire = await cuttingProxy(url)
  return {
    url: wire.url,
    forgets: false,
    kill: async () => wire.refuse(true),
    hang: () => wire.hang(true),
    goOn: () => wire.hang(false),
    startAgain: async () => wire.refuse(false),
    stop: wire.stop,
  }
}

/** A process of this test's own, in a folder of its own, on a port that was free, which keeps nothing. */
async function privateRedis(program: string): Promise<TestRedis> {
  const port = await freePort()
  const url = `redis://127.0.0.1:${port}/0`
  let running = await started(program, { port, url })
  return {
    url,
    forgets: true,
    async kill() {
      const ended = new Promise((resolve) => running.child.once('exit', resolve))
      process.kill(running.pid, 'SIGKILL')
      await ended
    },
    hang: () => void process.kill(running.pid, 'SIGSTOP'),
    goOn: () => void process.kill(running.pid, 'SIGCONT'),
    async startAgain() {
      running = await started(program, { port, url })
    },
    async stop() {
      if (running.child.exitCode !== null) return
      process.kill(running.pid, 'SIGCONT')
      await stopped(running.child)
    },
  }
}

async function started(program: string, { port, url }: { port: number; url: string }) {
  const folder = mkdtempSync(join(tmpdir(), 'kaquan-redis-'))
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'no']
  const child = keepRunning(folder, [program, ...options, '--logfile', join(folder, 'server.log')])
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => 50, maxRetriesPerRequest: null })
  client.on('error', () => undefined)
  try {
    await Promise.race([
      client.ping(),
      sleep(20_000, null, { ref: false }).then(() => Promise.reject(new Error('Redis did not start'))),
    ])
  } finally {
    client.disconnect()
  }
  return { child, pid: Number(readFileSync(join(folder, 'kept-pid'), 'utf8')) }
}
