import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from '../../server/db/database'
import { verifyBooks } from '../../server/features/points'
import { countMatches, type FileTaken, takeEvents } from '../../server/features/spend'
import { renderBankFile } from '../../server/ports/bankFile'
import type { BankEvent } from '../../shared/contract/spend'
import { bookState } from '../support/bookState'
import { boundCard } from '../support/boundCard'
import { testPosting } from '../support/posting'
import { installTestProgramme, testProgramme } from '../support/programme'
import { heldSurroundings } from '../support/surroundings'
import { testDatabase } from '../support/testDatabase'
import { takeBankFile } from './takeBankFile'

/** A programme of its own on a database of its own, in which all these cards are bound. */
export interface BenchProgramme {
  /** Writes the bank's daily files and takes them. */
  takeDays(days: Iterable<[string, BankEvent[]]>): Promise<FileTaken[]>
  /** The two halves of it, for who wants to time the second. */
  writeDays(days: Iterable<[string, BankEvent[]]>): string[]
  takeFiles(files: Iterable<string>): Promise<FileTaken[]>
  takeOneByOne(events: readonly BankEvent[]): Promise<{ taken: number; repeated: number }>
  /** A hash of balances, lots, tiers, growth and matches: equal for equal states. */
  state(): Promise<string>
  figures(): Promise<Record<string, number | boolean>>
  close(): Promise<void>
}

export async function benchProgramme(events: readonly BankEvent[]): Promise<BenchProgramme> {
  const opened = await testDatabase()
  const { database } = opened
  await installTestProgramme(database)
  for (const token of new Set(events.map((event) => event.card_token))) {
    await boundCard(database, token.slice('ct_'.length))
  }
  // A day on which nothing of the month has expired yet and everything is available.
  const lastDay = events.reduce((last, event) => (event.posted_on > last ? event.posted_on : last), '')
  const surroundings = heldSurroundings(`${lastDay}T00:00:00Z`)
  surroundings.advance(60 * 86_400_000)
  const deps = { database, posting: testPosting(surroundings), surroundings }
  const folder = mkdtempSync(join(tmpdir(), 'kaquan-bench-'))
  const takeFiles = async (files: Iterable<string>) => {
    const taken: FileTaken[] = []
    for (const file of files) taken.push(await takeBankFile(file, deps))
    return taken
  }
  return {
    takeDays: (days) => takeFiles(writeDays(folder, days)),
    writeDays: (days) => writeDays(folder, days),
    takeFiles,
    async takeOneByOne(rows) {
      const sum = { taken: 0, repeated: 0 }
      for (const row of rows) {
        const { taken, repeated } = await takeEvents([row], deps)
        sum.taken += taken
        sum.repeated += repeated
      }
      return sum
    },
    state: async () => hashOf((await bookState(database)) as Record<string, string[]>),
    figures: () => figuresOf(database),
    async close() {
      rmSync(folder, { recursive: true, force: true })
      await opened.close()
    },
  }
}

/** Numbered, since one day may have several files: months that were published tell of each other's days. */
function writeDays(folder: string, days: Iterable<[string, BankEvent[]]>): string[] {
  const place = mkdtempSync(join(folder, 'days-'))
  return Array.from(days, ([day, rows], at) => {
    const file = join(place, `${at}-${day}.csv`)
    writeFileSync(file, renderBankFile(day, rows, { programmeId: testProgramme.id, encoding: 'utf-8' }))
    return file
  })
}

/** Line by line: years of books are too long for one text. */
function hashOf(state: Record<string, string[]>): string {
  const hash = createHash('sha256')
  for (const [part, lines] of Object.entries(state)) {
    hash.update(`${part} ${lines.length}\n`)
    for (const line of lines) hash.update(`${line}\n`)
  }
  return hash.digest('hex').slice(0, 16)
}

async function figuresOf(database: Database) {
  const { checks, totals } = await verifyBooks(database.reader)
  const { matched, unmatched } = await countMatches(database.reader, testProgramme.id)
  return {
    refunds_matched: matched,
    refunds_unmatched: unmatched,
    points_issued: totals.earned ?? 0,
    points_left: (totals.available ?? 0) + (totals.pending ?? 0),
    points_in_debt: totals.debt ?? 0,
    lots: totals.lots ?? 0,
    entries: totals.entries ?? 0,
    ledger_verified: checks.every((check) => check.ok),
  }
}
