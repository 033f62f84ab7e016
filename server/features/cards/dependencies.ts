import type { Lane, RegionKind } from '../../../shared/contract/riskRules'
import type { Database, Tx } from '../../db/database'
import type { Attempts } from '../../http/attempts'
import type { EvenTime } from '../../http/evenTime'
import type { Session } from '../../http/sessions'
import type { NoteAtVerifier } from '../../http/verifierDays'
import type { BankPort } from '../../ports/bank'
import type { Surroundings } from '../../ports/surroundings'
import type { Vault } from '../../ports/vault'
import type { IsPhoneKnown } from './phonesAtBank'

export interface BoundCard {
  programmeId: string
  cardholderId: string
  cardId: string
  cardToken: string
}

/** What is to happen in the transaction that binds a card; answers what the bank had already sent for it. */
export type CardBound = (tx: Tx, card: BoundCard) => Promise<{ spends: number; points: number }>

/** How an attempt to bind is handled, and from where it comes: decided by those who know of risk. */
export type LaneOf = (attempt: {
  session: Session
  address: string
  /** What cards are told apart by. */
  card: string
}) => Promise<{ lane: Lane; regionKind: RegionKind }>

/** What is to happen in the transaction that unbinds a card. */
export type CardUnbound = (tx: Tx, who: Pick<BoundCard, 'programmeId' | 'cardholderId'>) => Promise<void>

export interface CardsDeps {
  database: Database
  bank: BankPort
  vault: Vault
  surroundings: Surroundings
  attempts: Attempts
  cardBound: CardBound
  cardUnbound: CardUnbound
  laneOf: LaneOf
  noteAtVerifier: NoteAtVerifier
  isPhoneKnown: IsPhoneKnown
  /** Around whatever would tell by its time whether the bank knows a card. */
  evenly: EvenTime
}
