import { createHash } from 'node:crypto'
import type { Database } from '../../server/db/database'
import { ageAccounts, verifyBooks } from '../../server/features/points'
import { idFrom } from '../../shared/values/ids'
import { installTestProgramme, testProgramme } from '../support/programme'
import { heldSurroundings } from '../support/surroundings'
import { testDatabase } from '../support/testDatabase'
import { round } from './figures'

const lotsPerCardholder = 10
const pointsPerLot = 50

/** Settles and expires lots, once with a tenth of the cardholders and once with all of them. */
export async function benchJobs([lots = '1000000']: string[]): Promise<Record<string, unknown>> {
  const total = Number(lots)
  const small = await run(total / 10)
  const large = await run(total)
  return {
    lots: total,
    cardholders: total / lotsPerCardholder,
    settle_seconds: large.settleSeconds,
    expire_seconds: large.expireSeconds,
    settle_lots_per_second: Math.round(total / large.settleSeconds),
    expire_lots_per_second: Math.round(total / large.expireSeconds),
    growth: round((large.settleSeconds + large.expireSeconds) / (small.settleSeconds + small.expireSeconds) / 10),
    ledger_verified: small.verified && large.verified,
  }
}

async function run(lots: number) {
  const opened = await testDatabase({ statementLimitMs: 600_000 })
  try {
    await installTestProgramme(opened.database)
    await seed(opened.database, lots)
    const surroundings = heldSurroundings('2026-11-22T10:00:00Z')
    const age = () => ageAccounts(testProgramme.id, { database: opened.database, surroundings })
    const settleSeconds = await seconds(async () => expectCount(await age(), lots))
    surroundings.set('2028-12-01T10:00:00Z')
    const expireSeconds = await seconds(async () => expectCount(await age(), lots))
    const { checks } = await verifyBooks(opened.database.reader)
    return { settleSeconds, expireSeconds, verified: checks.every((check) => check.ok) }
  } finally {
    await opened.close()
  }
}

function expectCount(done: number, expected: number): void {
  if (done !== expected) throw new Error(`${done} lots changed, not ${expected}`)
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const started = Date.now()
  await work()
  return round((Date.now() - started) / 1000)
}

const cardholdersAtOnce = 500

/** Accounts whose every lot is pending and becomes available today, with the entries that earned it. */
async function seed(database: Database, lots: number): Promise<void> {
  const cardholders = lots / lotsPerCardholder
  for (let first = 0; first < cardholders; first += cardholdersAtOnce) {
    const ids = Array.from({ length: Math.min(cardholdersAtOnce, cardholders - first) }, (_, at) => idOf(first + at))
    await database.inTransaction(async (tx) => {
      await tx.insert('account', ids.map(accountRow))
      await tx.insert(
        'lot',
        ids.flatMap((id) => lotNumbers.map((at) => lotRow(id, at))),
      )
      await tx.insert(
        'transfer',
        ids.flatMap((id) => lotNumbers.map((at) => transferRow(id, at))),
      )
    })
  }
}

const lotNumbers = Array.from({ length: lotsPerCardholder }, (_, at) => at)
const createdAt = new Date('2026-11-15T00:00:00Z')

/** Spread like the ids that the product makes: random behind their time. */
function idOf(number: number | string): string {
  return idFrom(createdAt.getTime(), createHash('sha256').update(String(number)).digest())
}

function accountRow(cardholder_id: string) {
  const pending = lotsPerCardholder * pointsPerLot
  const rest = { available: 0, held: 0, debt: 0, version: 0, opened_at: createdAt }
  return { cardholder_id, programme_id: testProgramme.id, pending, ...rest }
}

function lotRow(cardholder_id: string, at: number) {
  const empty = { available: 0, held: 0, redeemed: 0, expired: 0, clawed_back: 0, repaid: 0 }
  return {
    cardholder_id,
    lot_id: idOf(`${cardholder_id} ${at}`),
    programme_id: testProgramme.id,
    card_id: cardholder_id,
    source: `t${at}`,
    earned: pointsPerLot,
    pending: pointsPerLot,
    ...empty,
    available_on: '2026-11-22',
    expires_on: '2028-11-30',
    due_on: '2026-11-22',
    created_at: createdAt,
  }
}

function transferRow(cardholder_id: string, at: number) {
  return {
    cardholder_id,
    transaction_id: idOf(`${cardholder_id} transfer ${at}`),
    seq: 0,
    programme_id: testProgramme.id,
    from_account: 'issuer',
    to_account: 'pending',
    amount: pointsPerLot,
    kind: 'earn',
    reference: `t${at}`,
    purchase_id: `t${at}`,
    lot_id: idOf(`${cardholder_id} ${at}`),
    corrects: null,
    memo: null,
    effective_on: '2026-11-15',
    created_at: createdAt,
    basis_id: null,
    arithmetic: null,
  }
}
