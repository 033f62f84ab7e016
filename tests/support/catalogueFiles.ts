import type { Database } from '../../server/db/database'
import { codesAhead, giveCodes, lockStock, takeFromStock } from '../../server/features/catalogue'
import type { Surroundings } from '../../server/ports/surroundings'

/** Cells of a row, by the English names of their columns. */
export type Cells = Readonly<Record<string, string | number>>

const usual: Cells = {
  title: '视频会员月卡',
  category: 'video',
  tier: 'basic',
  points: 100,
  stock: 0,
  starts_at: '2024-01-01',
  ends_at: '2035-12-31',
  limit_per_person: 1,
  valid_days: 30,
  description: '说明',
  steps: '步骤',
}

/** A benefits file with what each row says, and what is usual for the rest. */
export function benefitsCsv(...rows: Cells[]): Buffer {
  return csv(rows.map((row) => ({ benefit_id: 'VIDEO-1', ...usual, ...row })))
}

/** A file whose columns are all that its rows have. */
export function csv(rows: readonly Cells[]): Buffer {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const lineOf = (row: Cells) => columns.map((column) => `"${row[column] ?? ''}"`).join(',')
  return Buffer.from([columns.join(','), ...rows.map(lineOf)].join('\n'))
}

interface Issue {
  programmeId: string
  benefitId?: string
  count?: number
  /** The transaction stays open, with its locks, until this is done. */
  beforeCommit?: () => Promise<void>
}

/** Gives codes of one benefit to people, as redemptions do; fewer where there are not as many. Answers their numbers. */
export function issueCodes(
  { database, surroundings }: { database: Database; surroundings: Surroundings },
  { programmeId, benefitId = 'VIDEO-1', count = 1, beforeCommit }: Issue,
): Promise<number[]> {
  const now = surroundings.now()
  return database.inTransaction(async (tx) => {
    const stock = (await lockStock(tx, programmeId, [benefitId])).get(benefitId)
    if (!stock) throw new Error(`there is no stock of ${benefitId}`)
    const wants = [{ benefitId, count, lastSeq: stock.lastSeq }]
    const claim = await codesAhead(tx, programmeId, { wants, now })
    const codes = (await claim(wants)).get(benefitId) ?? []
    const lastSeq = codes.at(-1)?.seq ?? stock.lastSeq
    const taken = { count: codes.length, reserved: 0, lastSeq, stock: stock.stock, releases: [], now }
    await takeFromStock(tx, { programmeId, benefitId }, taken)
    const owner = () => ({ redemptionId: surroundings.newId(), cardholderId: surroundings.newId() })
    await giveCodes(
      tx,
      programmeId,
      codes.map((code) => ({ code, ...owner() })),
    )
    await beforeCommit?.()
    return codes.map(({ seq }) => seq)
  })
}
