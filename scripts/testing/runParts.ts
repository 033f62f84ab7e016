import { availableParallelism } from 'node:os'
import { chromiumPath } from './chromium'
import type { Part } from './parts'
import type { DatabaseServer } from './privateMariadb'
import { runJest } from './runJest'
import { notRun, type Outcome, outcomeOf } from './sums'

export interface Run {
  /** Started when the first part needs it. */
  server: () => Promise<DatabaseServer>
  /** What the tests with Redis find theirs by, where it is not by an installed one. */
  redis: Record<string, string>
  folder: string
  signal: AbortSignal
  tell: (line: string) => void
}

/** Parts at a time: on the embedded database a test waits for its disk, on MariaDB for its server, so two share well. */
const lanes = 2

/** Runs the parts and answers one outcome for each, in their order; a part that could not run is a failure. */
export async function runParts(parts: readonly Part[], run: Run): Promise<Outcome[]> {
  const outcomes = new Map<Part, Outcome>()
  const each = async (part: Part, workers: number) => {
    if (!run.signal.aborted) outcomes.set(part, await runPart(part, { ...run, workers }))
  }
  await inLanes(
    parts.filter(({ browser }) => !browser),
    { lanes, work: (part) => each(part, Math.max(1, Math.floor(availableParallelism() / lanes))) },
  )
  for (const part of parts.filter(({ browser }) => browser)) await each(part, 1)
  return parts.flatMap((part) => outcomes.get(part) ?? [])
}

async function inLanes<T>(
  items: readonly T[],
  { lanes, work }: { lanes: number; work: (item: T) => Promise<void> },
): Promise<void> {
  const queue = [...items]
  const lane = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}

async function runPart(part: Part, run: Run & { workers: number }): Promise<Outcome> {
  const start = performance.now()
  try {
    if (part.files.length === 0) throw new Error('没有测试文件 / there are no test files')
    const environment = await environmentOf(part, run)
    run.tell(`${part.name} │ ${part.files.length} 个文件 files`)
    const call = { ...run, name: part.name, files: part.files, environment }
    const ended = await runJest(
      part.browser ? { ...call, testMatch: '<rootDir>/tests/{journeys,weapp}/*.journey.ts' } : call,
    )
    const outcome = outcomeOf({ part: part.name, files: part.files.length }, ended)
    return { ...outcome, seconds: (performance.now() - start) / 1000 }
  } catch (error) {
    return notRun(part.name, { seconds: (performance.now() - start) / 1000, problem: (error as Error).message })
  }
}

/** Tests see the database that this run provides and never the one that somebody works with. */
async function environmentOf({ database, browser }: Part, run: Run): Promise<Record<string, string | undefined>> {
  const environment: Record<string, string | undefined> = {
    DATABASE_URL: undefined,
    TEST_DATABASE_SERVER: undefined,
    REDIS_URL: undefined,
    ...run.redis,
  }
  if (browser) environment.CHROMIUM_PATH = chromiumPath(run.tell)
  if (database !== 'mariadb') return environment
  const server = await run.server()
  run.tell(`mariadb │ ${server.about}`)
  return { ...environment, TEST_DATABASE_SERVER: server.url }
}
