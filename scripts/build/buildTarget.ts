import { spawn } from 'node:child_process'
import { createWriteStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Target } from './checkPackage'

export interface TargetPlace {
  root: string
  target: Target
}

export function packageDirectory({ root, target }: TargetPlace): string {
  return path.join(root, 'dist', target)
}

/**
 * Builds one target with Taro from nothing, beside the package that is there, and swaps them at the end: a server that
 * is running serves the whole old or the whole new one.
 */
export async function buildTarget({ root, target }: TargetPlace, constants: Record<string, string>): Promise<void> {
  mkdirSync(path.join(root, 'dist'), { recursive: true })
  forgetHash({ root, target })
  const into = `dist/.${target}-next`
  // What an interrupted build left behind.
  rmSync(path.join(root, into), { recursive: true, force: true })
  const logFile = path.join(root, 'dist', `${target}.build.log`)
  const status = await runTaro({ root, target, into, logFile, constants })
  if (status === 0) swap(path.join(root, into), packageDirectory({ root, target }))
  rmSync(path.join(root, into), { recursive: true, force: true })
  if (status !== 0) throw new Error(`the ${target} build failed; the last lines of ${logFile}:\n${lastLines(logFile)}`)
}

function swap(fresh: string, place: string): void {
  const old = `${fresh}-old`
  if (existsSync(place)) renameSync(place, old)
  renameSync(fresh, place)
  rmSync(old, { recursive: true, force: true })
}

interface Building extends TargetPlace {
  /** Relative to the root, as Taro wants it. */
  into: string
  logFile: string
  /** Variables that Taro writes into the package. */
  constants: Record<string, string>
}

function runTaro({ root, target, into, logFile, constants }: Building): Promise<number | null> {
  const log = createWriteStream(logFile)
  const taro = spawn(process.execPath, [path.join(root, 'node_modules/.bin/taro'), 'build', '--type', target], {
    cwd: root,
    env: { ...process.env, ...constants, NODE_ENV: 'production', TARO_ENV: target, TARO_OUTPUT_ROOT: into },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  taro.stdout.pipe(log)
  taro.stderr.pipe(log)
  return new Promise((resolve, reject) => {
    taro.on('error', reject)
    taro.on('close', resolve)
  })
}

function lastLines(file: string): string {
  return readFileSync(file, 'utf8').split('\n').slice(-40).join('\n')
}

/** Also of what is not built by Taro. */
type BuiltPlace = { root: string; target: Target | 'console' }

const hashFile = ({ root, target }: BuiltPlace) => path.join(root, 'dist', `${target}.sources`)

export function rememberHash(place: BuiltPlace, hash: string): void {
  writeFileSync(hashFile(place), hash)
}

export function rememberedHash(place: BuiltPlace): string | undefined {
  try {
    return readFileSync(hashFile(place), 'utf8')
  } catch {
    // Nothing was built yet.
    return undefined
  }
}

function forgetHash(place: TargetPlace): void {
  rmSync(hashFile(place), { force: true })
}
