import 'reflect-metadata'
import { readFileSync } from 'node:fs'
import { postingOf } from '../../server/compose'
import { openDatabase } from '../../server/openDatabase'
import { heldSurroundings } from '../support/surroundings'
import { takeBankFile } from './takeBankFile'

/** What taking one file cost, in a process that does nothing else. */
export interface FileCost {
  seconds: number
  /** The most memory that the process ever had, the runtime and its compiler included. */
  peakMb: number
  /** The same before the file was touched. */
  baselineMb: number
  taken: number
}

/** Takes files into a database, each on the morning after its day: `URL DAY=FILE…`, one line of JSON a file. */
async function takeFiles([url = '', ...files]: string[]): Promise<void> {
  const database = await openDatabase(url, { chance: Math.random })
  const surroundings = heldSurroundings('2000-01-01T00:00:00Z')
  const deps = { database, posting: postingOf(surroundings), surroundings }
  for (const [day = '', file = ''] of files.map((each) => each.split('='))) {
    surroundings.set(`${day}T22:00:00Z`)
    const baselineMb = peakMb()
    const started = process.hrtime.bigint()
    const taken = await takeBankFile(file, deps)
    const seconds = Number(process.hrtime.bigint() - started) / 1e9
    if (taken.outcome !== 'taken') throw new Error(`${file}: ${JSON.stringify(taken).slice(0, 2_000)}`)
    const cost: FileCost = { seconds, peakMb: peakMb(), baselineMb, taken: taken.taken }
    process.stdout.write(`${JSON.stringify(cost)}\n`)
  }
  await database.close()
}

/** The high-water mark of resident memory: the kernel's own, where it tells. */
function peakMb(): number {
  return Math.round(peakKilobytes() / 1024)
}

function peakKilobytes(): number {
  try {
    const told = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))
    if (told) return Number(told[1])
  } catch {
    // No such file on this system.
  }
  return process.resourceUsage().maxRSS
}

takeFiles(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${(error as Error).stack ?? error}\n`)
  process.exit(1)
})
