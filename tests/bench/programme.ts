import { createHash } from 'node:crypto'
import type { Database } from '../../server/db/database'
import { verifyBooks } from '../../server/features/points'
import { countMatches, type FileTaken, takeEvents, takeFile } from '../../server/features/spend'
import { renderBankFile } from '../../server/ports/bankFile'
import type { BankEvent } from '../../shared/contract/spend'
import { bookState } from '../support/bookState'
import { boundCard } from '../support/boundCard'
import { testPosting } from '../support/posting'
import { installTestProgramme, testProgramme } from '../support/programme'
import { heldSurroundings } from '../support/surroundings'
import { testDatabase } from '../support/testDatabase'

/** A programme of its own on a database of its own, in which all these cards are bound. */
export interface BenchProgramme {
  takeDays(days: Iterable<[string, BankEvent[]]>): Promise<FileTaken[]>
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
  return {
    async takeDays(days) {
      const taken: FileTaken[] = []
      for (const [day, rows] of days) {
        const bytes = renderBankFile(day, rows, { programmeId: testProgramme.id, encoding: 'utf-8' })
        taken.push(await takeFile({ name: `${day}.csv`, bytes }, deps))
      }
      return taken
    },
    async takeOneByOne(rows) {
      const sum = { taken: 0, repeated: 0 }
      for (const row of rows) {
        const { taken, repeated } = await takeEvents([row], deps)
        sum.taken += taken
        sum.repeated += repeated
      }
      return sum
    },
    state: async () =>
      createHash('sha256')
        .update(JSON.stringify(await bookState(database)))
        .digest('hex')
        .slice(0, 16),
    figures: () => figuresOf(database),
    close: () => opened.close(),
  }
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
