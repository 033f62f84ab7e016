import { type BusinessDay, businessDayOf } from '../../../shared/values/businessDay'
import { type Points, points } from '../../../shared/values/points'
import type { Tx } from '../../db/database'
import type { Surroundings } from '../../ports/surroundings'
import { type Posting, post } from './books'
import type { Account, Lot } from './lot'
import { ageing } from './lots.rules'
import type { Who } from './points.store'

/** One cardholder's points on the bench: the account locked, the lots loaded, and what is posted kept in step. */
export class Bench {
  readonly today: BusinessDay
  readonly lots: Map<string, Lot>
  debt: Points

  constructor(
    readonly tx: Tx,
    readonly who: Who,
    { account, lots, surroundings }: { account: Account; lots: readonly Lot[]; surroundings: Surroundings },
  ) {
    this.surroundings = surroundings
    this.today = businessDayOf(surroundings.now())
    this.lots = new Map(lots.map((lot) => [lot.lotId, lot]))
    this.debt = account.debt
  }

  readonly surroundings: Surroundings

  /** Posts one transaction; one without moves is none. Answers its id. */
  async post(posting: Omit<Posting, 'transactionId' | 'createdAt'>): Promise<string> {
    const transactionId = this.surroundings.newId()
    if (posting.moves.length === 0) return transactionId
    const createdAt = this.surroundings.now()
    await post(this.tx, this.who, { posting: { ...posting, transactionId, createdAt }, lots: this.lots })
    for (const { from, to, amount } of posting.moves) {
      if (from === 'debt') this.debt = points(this.debt + amount)
      if (to === 'debt') this.debt = points(this.debt - amount)
    }
    return transactionId
  }

  /** Does to every lot on the bench what time has done to it by today. Answers how many lots changed. */
  async age(): Promise<number> {
    let changed = 0
    for (const lot of this.lots.values()) {
      const { settle, expire } = ageing(lot, this.today)
      const common = { reference: lot.lotId, purchaseId: lot.source }
      if (settle) await this.post({ ...common, kind: 'settle', effectiveOn: lot.availableOn, moves: [settle] })
      if (expire) await this.post({ ...common, kind: 'expire', effectiveOn: lot.expiresOn, moves: [expire] })
      if (settle || expire) changed++
    }
    return changed
  }
}
