import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type FeedRun, feedDay, runFeed } from './feedRun'
import { round } from './figures'
import { type LoadData, loadLedgerRows } from './loadData'
import { ormRowsPerSecond } from './ormSaves'
import { spendingSample } from './spendingSample'

const historyPerCard = 300
const ormRows = 3_000

/** A night's file through the whole road, against `LOAD DATA`, against an ORM, against a tenth, and with a past. */
export async function benchFeed([size = '1000000']: string[]): Promise<Record<string, unknown>> {
  const rows = Number(size)
  const folder = mkdtempSync(path.join(tmpdir(), 'kaquan-bench-'))
  const order = { folder, sample: spendingSample() }
  const tenth = Math.ceil(rows / 10)
  try {
    // The first run is thrown away: it pays for a cold database.
    await runFeed({ ...order, rows: Math.ceil(rows / 100) })
    const small = await runFeed({ ...order, rows: tenth })
    let load: LoadData | undefined
    let orm = 0
    const large = await runFeed({
      ...order,
      rows,
      async whileOpen({ url, database }) {
        load = await loadLedgerRows(url, { rows, day: feedDay, folder })
        orm = await ormRowsPerSecond(database, Math.min(ormRows, tenth))
      },
    })
    const withHistory = await runFeed({ ...order, rows: tenth, historyPerCard })
    return {
      ...figuresOf(large, load as LoadData),
      vs_orm: round(1 / large.secondsPerRow / orm),
      orm_rows_per_second: Math.round(orm),
      growth: round(large.secondsPerRow / small.secondsPerRow),
      with_history_vs_empty: round(withHistory.secondsPerRow / small.secondsPerRow),
      history_per_card: historyPerCard,
      ...checksOf([small, large, withHistory]),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function figuresOf({ tally, seconds, secondsPerRow, peakMb, baselineMb }: FeedRun, load: LoadData) {
  const rate = 1 / secondsPerRow
  return {
    rows: tally.rows,
    refunds_matched: tally.refundsMatched,
    refunds_stray: tally.refundsStray,
    seconds: round(seconds),
    rows_per_second: Math.round(rate),
    peak_mb: peakMb,
    baseline_mb: baselineMb,
    ledger_rows: load.ledgerRows,
    load_data_rows: load.loadedRows,
    load_data_rows_per_second: Math.round(load.rowsPerSecond),
    vs_load_data: round(rate / load.rowsPerSecond),
    vs_load_data_sorted: round(rate / load.rowsPerSecondSorted),
  }
}

function checksOf(runs: readonly FeedRun[]) {
  return {
    ledger_verified: runs.every((run) => run.ledgerVerified),
    points_as_expected: runs.every((run) => run.pointsAsExpected),
    facts_kept: runs.every((run) => run.factsKept),
  }
}
