import { readdirSync } from 'node:fs'
import path from 'node:path'
import { tell } from '../../scripts/commandLine'
import type { BankEvent } from '../../shared/contract/spend'
import { publishedMonth } from './bank'
import { benchProgramme } from './programme'
import { shuffled } from './shuffled'

type Day = [day: string, rows: BankEvent[]]

/**
 * Every month of a folder as it was published, fed in order, in reverse and shuffled, each on a database of its own: the
 * day files in that order, and the rows of each file too. Months hold rows of other months and of each other.
 */
export async function benchHistory([folder = '']: string[]): Promise<Record<string, unknown>> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.csv'))
  if (names.length === 0) throw new Error(`目录中没有 *.csv / no *.csv in the folder: ${folder}`)
  const days: Day[] = names.sort().flatMap((name) => [...publishedMonth(path.join(folder, name)).days])
  const inReverse = days.map(([day, rows]): Day => [day, [...rows].reverse()]).reverse()
  const mixed = shuffled(days).map(([day, rows]): Day => [day, shuffled(rows)])
  const inOrder = await fed('in order', days)
  const others = [await fed('in reverse', inReverse), await fed('shuffled', mixed)]
  const all = [inOrder, ...others]
  return {
    months: names.length,
    files: days.length,
    cards: new Set(days.flatMap(([, rows]) => rows.map((row) => row.card_token))).size,
    ...inOrder.figures,
    rows: inOrder.rows,
    rows_repeated: inOrder.repeated,
    seconds: inOrder.seconds,
    seconds_in_reverse: others[0]?.seconds,
    seconds_shuffled: others[1]?.seconds,
    state: inOrder.state,
    end_states: new Set(all.map(({ state }) => state)).size,
    ledger_verified: all.every(({ figures }) => figures.ledger_verified),
  }
}

/** The seconds are those of taking the files, which were written to disk before. */
async function fed(order: string, days: readonly Day[]) {
  const programme = await benchProgramme(days.flatMap(([, rows]) => rows))
  try {
    const files = programme.writeDays(days)
    const started = Date.now()
    const taken = await programme.takeFiles(files)
    const seconds = (Date.now() - started) / 1000
    tell(`${order}: ${files.length} files in ${seconds} s`)
    const sums = { rows: 0, repeated: 0 }
    for (const file of taken) {
      if (file.outcome === 'refused') throw new Error(JSON.stringify(file).slice(0, 2_000))
      sums.rows += file.rows
      sums.repeated += file.outcome === 'taken' ? file.repeated : file.rows
    }
    return { ...sums, seconds, state: await programme.state(), figures: await programme.figures() }
  } finally {
    await programme.close()
  }
}
