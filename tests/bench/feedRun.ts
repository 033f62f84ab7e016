import { rmSync } from 'node:fs'
import path from 'node:path'
import { tell } from '../../scripts/commandLine'
import type { Database } from '../../server/db/database'
import { ageAccounts, verifyBooks } from '../../server/features/points'
import { addDays, addMonths, type BusinessDay, businessDay } from '../../shared/values/businessDay'
import { installTestProgramme, testProgramme } from '../support/programme'
import { heldSurroundings } from '../support/surroundings'
import { type TestDatabase, testDatabase } from '../support/testDatabase'
import { bindCards, cardTokens } from './boundCards'
import { linesOfChild } from './childProcess'
import type { FileCost } from './feedChild'
import type { SpendingSample } from './spendingSample'
import { type SyntheticTally, writeSyntheticFile } from './syntheticFile'

export interface FeedRun extends FileCost {
  secondsPerRow: number
  tally: SyntheticTally
  ledgerVerified: boolean
  pointsAsExpected: boolean
  factsKept: boolean
}

export interface FeedOrder {
  rows: number
  sample: SpendingSample
  /** Where files may be written. */
  folder: string
  /** Half of the cardholders have this many facts already. */
  historyPerCard?: number
  /** Asked for while the database is still there. */
  whileOpen?: (opened: TestDatabase) => Promise<void>
}

export const feedDay = businessDay('2026-06-30')
const rowsPerCard = 10
/** Of other cards, so that the runtime has compiled what it will run, which a night's file pays for in seconds. */
const warmUpRows = 20_000
const historyFiles = 12

/** One night's file, taken in a process of its own on a database of its own; what came of it is checked apart. */
export async function runFeed({ rows, sample, folder, historyPerCard = 0, whileOpen }: FeedOrder): Promise<FeedRun> {
  const opened = await testDatabase({ statementLimitMs: 600_000 })
  const { database, url } = opened
  try {
    await installTestProgramme(database)
    const cards = cardTokens(Math.ceil(rows / rowsPerCard))
    const first = Math.min(rows, warmUpRows)
    const others = cardTokens(Math.ceil(first / rowsPerCard), cards.length)
    await bindCards(database, [...cards, ...others])
    const written = new Writer(folder, sample)
    if (historyPerCard > 0) await takeHistory(opened, { written, cards, historyPerCard })
    const warmUp = await written.file({ rows: first, cards: others, day: addDays(feedDay, -1) })
    const { file, tally } = await written.file({ rows, cards, day: feedDay })
    const costs = await linesOfChild<FileCost>('feedChild.ts', [url, warmUp.file, file])
    const [{ baselineMb }, cost] = costs as [FileCost, FileCost]
    tell(`${rows} rows in ${cost.seconds.toFixed(1)} s, ${historyPerCard} facts before`)
    const checked = await checks(database, { points: written.points, rows: written.rows })
    await whileOpen?.(opened)
    return { ...cost, baselineMb, ...checked, tally, secondsPerRow: cost.seconds / rows }
  } finally {
    await opened.close()
  }
}

/** A file a month for a year, through the product itself; then everything that is due is made so, as each night does. */
async function takeHistory(
  { database, url }: TestDatabase,
  { written, cards, historyPerCard }: { written: Writer; cards: string[]; historyPerCard: number },
): Promise<void> {
  const half = cards.filter((_, at) => at % 2 === 0)
  for (let ago = historyFiles; ago > 0; ago--) {
    const rows = Math.round((half.length * historyPerCard) / historyFiles)
    const { file } = await written.file({ rows, cards: half, day: addMonths(feedDay, -ago) })
    await linesOfChild<FileCost>('feedChild.ts', [url, file])
  }
  await ageAccounts(testProgramme.id, { database, surroundings: heldSurroundings(`${feedDay}T22:00:00Z`) })
}

/** Writes files and adds up what they have to come to; only the last two are kept on disk. */
class Writer {
  points = 0
  rows = 0
  private files = 0

  constructor(
    private readonly folder: string,
    private readonly sample: SpendingSample,
  ) {}

  async file(of: { rows: number; cards: readonly string[]; day: BusinessDay }) {
    const seed = ++this.files
    const place = path.join(this.folder, `${seed}.csv`)
    rmSync(path.join(this.folder, `${seed - 2}.csv`), { force: true })
    const tally = await writeSyntheticFile({ ...of, path: place, seed }, this.sample)
    this.points += tally.points
    this.rows += tally.rows
    return { file: `${of.day}=${place}`, tally }
  }
}

async function checks(database: Database, expected: { points: number; rows: number }) {
  const books = await verifyBooks(database.reader)
  const [facts] = await database.reader.rows<{ found: string }>('SELECT COUNT(*) AS found FROM spend')
  const [points] = await database.reader.rows<{ found: string }>(
    'SELECT SUM(pending + available - debt) AS found FROM account',
  )
  return {
    ledgerVerified: books.checks.every(({ ok }) => ok),
    pointsAsExpected: Number(points?.found) === expected.points,
    factsKept: Number(facts?.found) === expected.rows,
  }
}
