import type { Database, Tx } from '../../db/database'
import type { Attempts } from '../../http/attempts'
import type { BankPort } from '../../ports/bank'
import type { Surroundings } from '../../ports/surroundings'
import type { Vault } from '../../ports/vault'

export interface BoundCard {
  programmeId: string
  cardholderId: string
  cardId: string
  cardToken: string
}

/** What is to happen in the transaction that binds a card; answers what the bank had already sent for it. */
export type CardBound = (tx: Tx, card: BoundCard) => Promise<{ spends: number; points: number }>

export interface CardsDeps {
  database: Database
  bank: BankPort
  vault: Vault
  surroundings: Surroundings
  attempts: Attempts
  cardBound: CardBound
}
