import { createHash } from 'node:crypto'
import type { Database } from '../../server/db/database'
import { idFrom } from '../../shared/values/ids'
import { testProgramme } from './programme'

export interface BoundForTest {
  cardholderId: string
  cardId: string
  cardToken: string
  programmeId: string
}

/** A cardholder with one bound card, put straight into the tables: for tests that are not about binding. */
export async function boundCard(database: Database, name: string): Promise<BoundForTest> {
  const idOf = (kind: string) => idFrom(1, createHash('sha256').update(`${kind} ${name}`).digest())
  const who = {
    cardholderId: idOf('cardholder'),
    cardId: idOf('card'),
    cardToken: `ct_${name.padEnd(8, '0')}`,
    programmeId: testProgramme.id,
  }
  await database.inTransaction(async (tx) => {
    const key = { programme_id: who.programmeId, card_token: who.cardToken }
    const owner = { cardholder_id: who.cardholderId, card_id: who.cardId }
    await tx.insert('card_owner', [{ ...key, ...owner }])
    const shown = { last4: name.slice(-4), product: 'standard', is_default: true }
    await tx.insert('card', [{ ...owner, ...key, ...shown, bound_at: new Date(0), unbound_at: null }])
  })
  return who
}
