import { bankFileColumns, fieldsOfRow, signedFen } from '../../server/ports/bankFileRow'
import type { BankEvent } from '../../shared/contract/spend'
import { addDays, type BusinessDay } from '../../shared/values/businessDay'
import { testProgramme } from '../support/programme'
import { lettersOf } from './boundCards'
import { seeded } from './seeded'
import { shuffleInPlace } from './shuffled'
import { expectedPoints, type SpendingSample } from './spendingSample'
import { writeLines } from './textFile'

export interface SyntheticFile {
  path: string
  day: BusinessDay
  rows: number
  /** Tokens of the cards that spend. */
  cards: readonly string[]
  seed: number
}

/** What the file holds, counted as it was written. */
export interface SyntheticTally {
  rows: number
  refundsMatched: number
  refundsStray: number
  sumFen: number
  /** What all of it has to come to, by a sum of its own. */
  points: number
}

/** As measured in the shipped months: 69 and 441 of 12,679 rows. */
const matchedRefunds = 69 / 12_679
const strayRefunds = 441 / 12_679

/**
 * Writes a bank's daily file of that many rows, row by row: purchases and refunds drawn from real ones, the cards
 * interleaved in the order of time, and the rows of a card as unequal as they really are.
 */
export async function writeSyntheticFile(file: SyntheticFile, sample: SpendingSample): Promise<SyntheticTally> {
  const tally: SyntheticTally = { rows: 0, refundsMatched: 0, refundsStray: 0, sumFen: 0, points: 0 }
  await writeLines(file.path, lines(file, { sample, tally }))
  return tally
}

function* lines(file: SyntheticFile, { sample, tally }: { sample: SpendingSample; tally: SyntheticTally }) {
  yield `H,kaquan-daily,1,${testProgramme.id},${file.day}`
  yield `C,${bankFileColumns.join(',')}`
  for (const event of syntheticEvents(file, { sample, tally })) {
    yield `D,${fieldsOfRow(event).map(quoted).join(',')}`
  }
  yield `T,${tally.rows},${tally.sumFen}`
}

function* syntheticEvents(
  { day, rows, cards, seed }: SyntheticFile,
  { sample, tally }: { sample: SpendingSample; tally: SyntheticTally },
): Generator<BankEvent> {
  const random = seeded(seed)
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T
  const order = cardOfEachRow({ rows, cards: cards.length, rowsPerCard: sample.rowsPerCard }, random)
  /** The last purchase of each card that nothing has taken back. */
  const open: (BankEvent | undefined)[] = Array.from({ length: cards.length })
  for (const [at, card] of order.entries()) {
    const chance = random()
    const taken = chance < matchedRefunds ? open[card] : undefined
    const isStray = !taken && chance >= matchedRefunds && chance < matchedRefunds + strayRefunds
    const drawn = isStray ? pick(sample.strayRefunds) : (taken ?? pick(sample.purchases))
    open[card] = taken ? undefined : isStray ? open[card] : drawn
    const event: BankEvent = {
      ...drawn,
      transaction_id: `tx_${lettersOf(`${seed} ${at}`, 28)}`,
      card_token: cards[card] as string,
      type: taken || isStray ? 'refund' : 'purchase',
      occurred_at: momentOf((at + random()) / rows, day),
      posted_on: day,
    }
    tally.rows += 1
    tally.sumFen += signedFen(event)
    if (taken) tally.refundsMatched += 1
    if (isStray) tally.refundsStray += 1
    else tally.points += taken ? -expectedPoints(event) : expectedPoints(event)
    yield event
  }
}

/** Which card each row is of: as many rows for a card as some real card has, to scale, and all of them mixed. */
function cardOfEachRow(
  { rows, cards, rowsPerCard }: { rows: number; cards: number; rowsPerCard: readonly number[] },
  random: () => number,
): Uint32Array {
  const scale = (rows / cards / rowsPerCard.reduce((sum, each) => sum + each, 0)) * rowsPerCard.length
  const order = new Uint32Array(rows)
  let filled = 0
  for (let card = 0; card < cards; card++) {
    const real = rowsPerCard[Math.floor(random() * rowsPerCard.length)] ?? 1
    const theirs = Math.min(Math.max(1, Math.round(real * scale)), rows - filled)
    order.fill(card, filled, filled + theirs)
    filled += theirs
  }
  for (; filled < rows; filled++) order[filled] = Math.floor(random() * cards)
  shuffleInPlace(order, random)
  return order
}

/**
 * The share of a day's postings that happened so many days before. The published files have one date a row, so this is
 * assumed: mostly the day before, as cards settle.
 */
const settledAfter = [
  { days: 3, until: 0.08 },
  { days: 2, until: 0.25 },
  { days: 1, until: 0.85 },
  { days: 0, until: 1 },
]
const opensAt = 8 * 3_600_000
const closesAt = 22 * 3_600_000

/** @param share from 0 to 1, growing through the file */
function momentOf(share: number, day: BusinessDay): string {
  const at = settledAfter.findIndex(({ until }) => share < until)
  const { days, until } = settledAfter[at] ?? { days: 0, until: 1 }
  const from = settledAfter[at - 1]?.until ?? 0
  const ms = Math.floor(opensAt + ((share - from) / (until - from)) * (closesAt - opensAt))
  return `${addDays(day, -days)}T${new Date(ms).toISOString().slice(11, 23)}+08:00`
}

function quoted(field: string): string {
  return /[",]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field
}
