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
  async post(posting: NewPosting): Promise<string> {
    const [transactionId = ''] = await this.postAll([posting])
    return transactionId
  }

  /** Posts several transactions in one step. Answers their ids. */
  private async postAll(postings: readonly NewPosting[]): Promise<string[]> {
    const createdAt = this.surroundings.now()
    const complete = postings.map((each) => ({ ...each, transactionId: this.surroundings.newId(), createdAt }))
    const moving = complete.filter((posting) => posting.moves.length > 0)
    if (moving.length > 0) await post(this.tx, this.who, { postings: moving, lots: this.lots })
    for (const { from, to, amount } of moving.flatMap((posting) => posting.moves)) {
      if (from === 'debt') this.debt = points(this.debt + amount)
      if (to === 'debt') this.debt = points(this.debt - amount)
    }
    return complete.map((posting) => posting.transactionId)
  }

  /** Does to every lot on the bench what time has done to it by today. Answers how many lots changed. */
  async age(): Promise<number> {
    const postings: NewPosting[] = []
    let changed = 0
    for (const lot of this.lots.values()) {
      const { settle, expire } = ageing(lot, this.today)
      const common = { reference: lot.lotId, purchaseId: lot.source }
      if (settle) postings.push({ ...common, kind: 'settle', effectiveOn: lot.availableOn, moves: [settle] })
      if (expire) postings.push({ ...common, kind: 'expire', effectiveOn: lot.expiresOn, moves: [expire] })
      if (settle || expire) changed++
    }
    await this.postAll(postings)
    return changed
  }
}

type NewPosting = Omit<Posting, 'transactionId' | 'createdAt'>
