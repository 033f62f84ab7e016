import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'

/** Beside the embedded database: the process that uses it, so that nobody takes the file away under it. */
function markOf(databaseUrl: string): string | null {
  return databaseUrl.startsWith('sqlite:') ? `${databaseUrl.slice('sqlite:'.length)}.running` : null
}

/** Says that this process uses the database. Answers how to take that back. */
export function markRunning(databaseUrl: string): () => void {
  const file = markOf(databaseUrl)
  if (!file) return () => undefined
  writeFileSync(file, String(process.pid))
  return () => rmSync(file, { force: true })
}

/** The process that uses the embedded database, if it is still alive. */
export function runningProcess(databaseUrl: string): number | null {
  const file = markOf(databaseUrl)
  if (!file || !existsSync(file)) return null
  const pid = Number(readFileSync(file, 'utf8'))
  try {
    process.kill(pid, 0)
    return pid
  } catch {
    return null
  }
}
