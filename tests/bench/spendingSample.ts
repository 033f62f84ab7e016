import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import demo from '../../server/demo/programme.json'
import { publish } from '../../server/simulators/bank/publish'
import { readPublishedFile } from '../../server/simulators/bank/publishedRows'
import type { BankEvent } from '../../shared/contract/spend'
import { testProgramme } from '../support/programme'

const shippedMonths = path.resolve(__dirname, '../../server/demo/card-transactions')

/** What synthetic spending is drawn from: the real purchases and refunds of the three shipped months. */
export interface SpendingSample {
  purchases: BankEvent[]
  /** Refunds for which there is no purchase of the same merchant and amount: they match nothing, whatever is drawn. */
  strayRefunds: BankEvent[]
  /** For each real card how many rows it has. */
  rowsPerCard: number[]
}

export function spendingSample(): SpendingSample {
  const files = readdirSync(shippedMonths).filter((name) => name.endsWith('.csv'))
  const read = files.map((name) => readPublishedFile(name, readFileSync(path.join(shippedMonths, name))))
  const published = read.map((file) => {
    if ('problems' in file) throw new Error(JSON.stringify(file.problems[0]))
    return file
  })
  const rows = [...publish(published, { programmeId: testProgramme.id }).days.values()].flat()
  const byLikeness = new Map<string, BankEvent>()
  const rowsOfCard = new Map<string, number>()
  for (const row of rows) {
    rowsOfCard.set(row.card_token, (rowsOfCard.get(row.card_token) ?? 0) + 1)
    if (row.type === 'purchase' && !byLikeness.has(likeness(row))) byLikeness.set(likeness(row), row)
  }
  return {
    // A refund tells purchases apart by merchant and amount only, so that both must agree on the category too.
    purchases: rows.flatMap((row) => (row.type === 'purchase' ? [byLikeness.get(likeness(row)) ?? row] : [])),
    strayRefunds: rows.filter((row) => row.type === 'refund' && !byLikeness.has(likeness(row))),
    rowsPerCard: [...rowsOfCard.values()],
  }
}

const excludedMccs = new Set(demo.earning.excludedMccs)

/** One point for a yuan, and none for some categories: said here once more, apart from the rules that it checks. */
export function expectedPoints({ amount_fen, mcc }: BankEvent): number {
  return excludedMccs.has(mcc) ? 0 : Math.floor(amount_fen / 100)
}

function likeness({ merchant, amount_fen }: BankEvent): string {
  return `${amount_fen} ${merchant}`
}
