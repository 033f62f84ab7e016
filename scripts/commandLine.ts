import path from 'node:path'
import { EnvironmentError } from '../server/environment'

/** The call's words are off: the sentence says how, and the exit status is 2. */
export class UsageError extends Error {}

/** Progress and complaints; standard output is kept for results. */
export function tell(line: string): void {
  process.stderr.write(`${line}\n`)
}

/** What stands behind an option; nothing where the option is not there. */
export function optionOf(words: readonly string[], name: string): string | undefined {
  const at = words.indexOf(name)
  return at < 0 ? undefined : words[at + 1]
}

/**
 * Runs a command line: `--help` prints the help; the answer is the exit status. A wrong call is told in one sentence,
 * since the whole help would bury it.
 */
export function runCommand(help: string, work: (words: string[]) => Promise<number>): void {
  const words = process.argv.slice(2)
  if (words.includes('--help') || words.includes('-h')) {
    process.stdout.write(`${help.trim()}\n`)
    return
  }
  endWithReader()
  work(words).then(
    (status) => {
      process.exitCode = status
    },
    (error: unknown) => {
      process.exitCode = error instanceof UsageError ? 2 : 1
      if (error instanceof UsageError)
        tell(`${error.message}\n用法见 / see: npm run ${path.basename(process.argv[1] ?? '', '.ts')} -- --help`)
      else if (error instanceof EnvironmentError) tell(error.message)
      else tell(String((error as Error).stack ?? error))
    },
  )
}

/** Whoever reads the results may have enough of them, as `head` has: that is an end, not a failure. */
function endWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0)
    throw error
  })
}
