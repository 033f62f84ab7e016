import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { typescriptHook } from '../../server/typescriptHook'

const root = path.resolve(__dirname, '../..')

/** The first start after a change builds the pages, on a machine that may be busy. */
export const startLimitMs = 300_000
const stopLimitMs = 30_000

export interface Product {
  /** As printed: with a slash at the end. */
  addresses: { product: string; console: string; bank: string; wechat: string; supplier: string }
  /** All that it has printed and logged so far. */
  log(): string
  /** Ctrl-C; answers its exit code. */
  stop(): Promise<number | null>
}

export interface Place {
  databaseUrl: string
  /** The product's; the simulators have the three after it, and the operators the one after those. */
  port: number
}

/** Starts the product as a newcomer does, and waits until it has printed its addresses. */
export async function startProduct(
  place: Place,
  words: readonly string[] = [],
  variables: NodeJS.ProcessEnv = {},
): Promise<Product> {
  const preload = ['-r', typescriptHook, '-r', path.join(__dirname, 'endWithTests.ts')]
  const child = spawn(process.execPath, [...preload, 'scripts/start.ts', ...words], {
    cwd: root,
    env: { ...environmentOf(place), ...variables },
    stdio: 'pipe',
  })
  const log = collected(child)
  const ended = endOf(child)
  const addresses = await printedAddresses({ child, log })
  return { addresses, log, stop: () => interrupted(child, { ended, log }) }
}

export interface Outcome {
  status: number | null
  stdout: string
  stderr: string
}

/** Runs one of the scripts on the database of the product, beside the product. */
export async function runScript(script: string, words: readonly string[], place: Place): Promise<Outcome> {
  const args = ['-r', typescriptHook, path.join('scripts', script), ...words]
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: environmentOf(place),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (piece: string) => {
      output[name] += piece
    })
  }
  return { status: await endOf(child), ...output }
}

/** A port that is free here, with the four after it. */
export async function freePlace(databaseUrl: string): Promise<Place> {
  for (let tries = 0; tries < 50; tries++) {
    const port = firstPort + 5 * Math.floor(Math.random() * 280)
    const free = await Promise.all([0, 1, 2, 3, 4].map((offset) => isFree(port + offset)))
    if (free.every(Boolean)) return { databaseUrl, port }
  }
  throw new Error('no five free ports in a row')
}

/** Below the ports that systems give away by themselves, so that nobody takes one between the look and the start. */
const firstPort = 8_500

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}

/** Outsiders are played by simulators whatever the environment of the test run names. */
function environmentOf({ databaseUrl, port }: Place): NodeJS.ProcessEnv {
  const outsiders = { BANK_BASE_URL: '', WECHAT_BASE_URL: '', SUPPLIER_BASE_URL: '' }
  return { ...process.env, ...outsiders, DATABASE_URL: databaseUrl, PORT: String(port), LOG_LEVEL: 'info' }
}

function collected({ stdout, stderr }: ChildProcess): () => string {
  let text = ''
  for (const stream of [stdout, stderr]) {
    stream?.setEncoding('utf8').on('data', (piece: string) => {
      text += piece
    })
  }
  return () => text
}

function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
}

async function printedAddresses({ child, log }: { child: ChildProcess; log: () => string }) {
  const until = Date.now() + startLimitMs
  while (!/Ctrl-C/.test(log())) {
    if (child.exitCode !== null || Date.now() > until) {
      child.kill('SIGKILL')
      throw new Error(`the product did not start (exit code ${child.exitCode}):\n${log()}`)
    }
    await pause(50)
  }
  const printed = (name: string) => {
    const address = new RegExp(`${name} +(http://\\S+)`).exec(log())?.[1]
    if (!address) throw new Error(`the product printed no address of ${name}:\n${log()}`)
    return address
  }
  return {
    product: printed('mini-program'),
    console: printed('console'),
    bank: printed('bank'),
    wechat: printed('WeChat'),
    supplier: printed('supplier'),
  }
}

async function interrupted(
  child: ChildProcess,
  { ended, log }: { ended: Promise<number | null>; log: () => string },
): Promise<number | null> {
  child.kill('SIGINT')
  const late = pause(stopLimitMs, 'late' as const, { ref: false })
  const end = await Promise.race([ended, late])
  if (end !== 'late') return end
  child.kill('SIGKILL')
  throw new Error(`the product did not stop within ${stopLimitMs} ms:\n${log()}`)
}
