import { DataSource, type EntityManager, type ObjectLiteral } from 'typeorm'
import type { Database } from '../../server/db/database'
import { entities } from '../../server/schema'
import { testDatabase } from '../support/testDatabase'
import { ledgerTable } from './ledgerTable'

/** What one purchase came to in the product's own tables. */
interface PostedFact {
  spend: ObjectLiteral & { cardholder_id: string; transaction_id: string }
  lot: ObjectLiteral & { earned: string }
  ledger: ObjectLiteral[]
}

const warmUp = 200

/**
 * Rows a second when the same facts are saved the usual way: for each a transaction that reads the account and saves
 * fact, lot, ledger rows and account through the ORM.
 */
export async function ormRowsPerSecond(posted: Database, count: number): Promise<number> {
  const facts = await postedFacts(posted, count + warmUp)
  const opened = await testDatabase()
  const type = 'mariadb'
  const source = new DataSource({ type, url: opened.url, entities, timezone: 'Z', charset: 'utf8mb4_bin' })
  try {
    await source.initialize()
    for (const fact of facts.slice(0, warmUp)) await saveOne(source, fact)
    const measured = facts.slice(warmUp)
    const started = process.hrtime.bigint()
    for (const fact of measured) await saveOne(source, fact)
    return measured.length / (Number(process.hrtime.bigint() - started) / 1e9)
  } finally {
    await source.destroy()
    await opened.close()
  }
}

async function saveOne(source: DataSource, { spend, lot, ledger }: PostedFact): Promise<void> {
  await source.transaction(async (manager) => {
    const account = await accountOf(manager, spend)
    await manager.getRepository('spend').save({ ...spend })
    await manager.getRepository('lot').save({ ...lot })
    await manager.getRepository(ledgerTable).save(ledger.map((row) => ({ ...row })))
    account.pending = Number(account.pending) + Number(lot.earned)
    account.version = Number(account.version) + 1
    await manager.getRepository('account').save(account)
  })
}

async function accountOf(
  manager: EntityManager,
  { cardholder_id, programme_id }: ObjectLiteral,
): Promise<ObjectLiteral> {
  const known = await manager.getRepository('account').findOneBy({ cardholder_id })
  const empty = { pending: 0, available: 0, held: 0, debt: 0, version: 0, opened_at: new Date() }
  return known ?? { cardholder_id, programme_id, ...empty }
}

async function postedFacts({ reader }: Database, count: number): Promise<PostedFact[]> {
  // Some purchases earn nothing and are passed over.
  const spends = await reader.rows<PostedFact['spend']>(
    `SELECT * FROM spend WHERE type = 'purchase' ORDER BY cardholder_id, transaction_id LIMIT ${2 * count}`,
  )
  const facts: PostedFact[] = []
  for (const spend of spends) {
    const key = [spend.cardholder_id, spend.transaction_id]
    const [lot] = await reader.rows<PostedFact['lot']>('SELECT * FROM lot WHERE cardholder_id = ? AND source = ?', key)
    const ledger = await reader.rows<ObjectLiteral>(
      `SELECT * FROM ${ledgerTable} WHERE cardholder_id = ? AND reference = ?`,
      key,
    )
    if (lot) facts.push({ spend, lot, ledger })
    if (facts.length === count) break
  }
  return facts
}
