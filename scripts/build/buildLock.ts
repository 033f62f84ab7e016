import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

interface LockTools {
  wait: (ms: number) => Promise<void>
  isAlive: (pid: number) => boolean
  /** Told once, when somebody else holds the lock. */
  onBusy: () => void
}

/** Lets one process at a time do the work; another waits for it, unless the holder has died and left the file behind. */
export async function withLock<Result>(file: string, tools: LockTools, work: () => Promise<Result>): Promise<Result> {
  mkdirSync(path.dirname(file), { recursive: true })
  let told = false
  while (!take(file)) {
    const holder = holderOf(file)
    if (holder !== undefined && !tools.isAlive(holder)) {
      rmSync(file, { force: true })
      continue
    }
    if (!told) tools.onBusy()
    told = true
    await tools.wait(500)
  }
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}

function take(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** Undefined while the holder has made the file and not yet written its number, or has just gone. */
function holderOf(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8')) || undefined
  } catch {
    return undefined
  }
}

/** Signal 0 asks whether the process is there, and does nothing to it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
