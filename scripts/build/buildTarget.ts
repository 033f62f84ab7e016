import { spawn } from 'node:child_process'
import { createWriteStream, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Target } from './checkPackage'

export interface TargetPlace {
  root: string
  target: Target
}

export function packageDirectory({ root, target }: TargetPlace): string {
  return path.join(root, 'dist', target)
}

/** Builds one target with Taro from nothing, so that no file of an earlier build is left over. */
export async function buildTarget({ root, target }: TargetPlace): Promise<void> {
  mkdirSync(path.join(root, 'dist'), { recursive: true })
  forgetHash({ root, target })
  rmSync(packageDirectory({ root, target }), { recursive: true, force: true })
  const logFile = path.join(root, 'dist', `${target}.build.log`)
  const status = await runTaro({ root, target, logFile })
  if (status !== 0) throw new Error(`the ${target} build failed; the last lines of ${logFile}:\n${lastLines(logFile)}`)
}

function runTaro({ root, target, logFile }: TargetPlace & { logFile: string }): Promise<number | null> {
  const log = createWriteStream(logFile)
  const taro = spawn(process.execPath, [path.join(root, 'node_modules/.bin/taro'), 'build', '--type', target], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', TARO_ENV: target },
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

const hashFile = ({ root, target }: TargetPlace) => path.join(root, 'dist', `${target}.sources`)

export function rememberHash(place: TargetPlace, hash: string): void {
  writeFileSync(hashFile(place), hash)
}

export function rememberedHash(place: TargetPlace): string | undefined {
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
