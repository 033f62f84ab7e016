import type { TimelineItem } from '../../../shared/contract/support'
import type { Reader } from '../../db/database'
import type { Attempts } from '../../http/attempts'
import type { OperatorSession } from '../../http/operators'
import type { DeskDeps } from './executeRequest'

export interface SupportDeps extends DeskDeps {
  attempts: Attempts
  /** What cardholders were told: passed in, since nobody calls notifications. */
  noticesAtDesk: (
    reader: Reader,
    cardholderId: string,
    page: { before: string | undefined; limit: number },
  ) => Promise<Extract<TimelineItem, { kind: 'notice' }>[]>
}

/** Who looks, and from where. */
export interface Looking {
  operator: OperatorSession
  programmeId: string
  requestId: string
  address: string
}
