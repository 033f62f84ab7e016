import type { Change, PayloadOf, RequestKind } from '../../../shared/contract/requests'
import type { Reader, Tx } from '../../db/database'
import type { Surroundings } from '../../ports/surroundings'
import type { Vault } from '../../ports/vault'
import type { Posting } from '../spend'

/** A request that is about to be carried out, or tried. */
export interface Execution<Payload> {
  programmeId: string
  requestId: string
  /** Who asks for it. */
  madeBy: string
  payload: Payload
  /** Everything will be taken back: what is large need not be written to say what it would change. */
  isTrial?: true
  surroundings: Surroundings
  posting: Posting
  vault: Vault
  /** The suppliers that orders can go to; any name will do where nothing is said. */
  supplierNames?: ReadonlySet<string> | undefined
}

/** What it did. */
export interface Executed {
  transactionIds: string[]
  changes: Change[]
}

/** @throws Refused with what stands against it, whatever it has written by then: the caller takes all of it back. */
export type Execute<Kind extends RequestKind> = (tx: Tx, execution: Execution<PayloadOf<Kind>>) => Promise<Executed>

/** What else follows from the course of a request, in the transactions of its steps. */
export interface RequestCourse<Kind extends RequestKind> {
  /** It is about something that is done already: who did it may be gone by now, and needs no role of a maker. */
  isOfDeed?: true
  /** @throws Refused with what stands against making it */
  made?(tx: Tx, execution: Execution<PayloadOf<Kind>>): Promise<void>
  /** @throws Refused where this operator may not approve it, whatever their roles */
  refuseDecider?(tx: Tx, execution: Execution<PayloadOf<Kind>>, operatorId: string): Promise<void>
  /**
   * What it would do, where that can be told without doing it and taking it back.
   * @throws Refused as carrying it out does
   */
  preview?(reader: Reader, execution: Execution<PayloadOf<Kind>>): Promise<Executed>
  /** It was decided without being carried out; answers what that changed. */
  ended?(tx: Tx, execution: Execution<PayloadOf<Kind>>, state: 'rejected' | 'withdrawn' | 'failed'): Promise<Change[]>
}
