import { type BusinessDay, businessDayOf } from '../../../shared/values/businessDay'
import type { Tx } from '../../db/database'
import type { Surroundings } from '../../ports/surroundings'
import { isEmpty, move, type Posting } from './books'
import type { Issued } from './budget.rules'
import type { Account, EarningHead, Lot } from './lot'
import { ageing } from './lots.rules'
import {
  deleteLots,
  insertLots,
  insertTransactions,
  type LotOf,
  liveLots,
  lockAccounts,
  type Who,
  writeAccounts,
  writeLots,
} from './points.store'

/**
 * One cardholder's points on the bench: the account locked, the lots loaded. What is posted moves them at once and is
 * collected, until `closeBenches` writes it.
 */
export class Bench {
  readonly now: Date
  readonly today: BusinessDay
  readonly lots: Map<string, Lot>
  readonly posted: Posting[] = []
  readonly opened = new Map<string, Lot>()
  readonly touched = new Set<string>()
  /** What was posted of each budget. */
  readonly issued: Issued[] = []

  constructor(
    readonly who: Who,
    readonly account: Account,
    { lots, surroundings }: { lots: readonly Lot[]; surroundings: Surroundings },
  ) {
    this.newId = surroundings.newId
    this.now = surroundings.now()
    this.today = businessDayOf(this.now)
    this.lots = new Map(lots.map((lot) => [lot.lotId, lot]))
  }

  private readonly newId: Surroundings['newId']
  /** Balance or head differ from what is stored. */
  isChanged = false

  /** Sets what is known of the purchases posted so far. */
  setHead(head: EarningHead): void {
    this.account.earningHead = head
    this.isChanged = true
  }

  /** Opens an empty lot; the posting that follows fills it. */
  open(lot: Lot): void {
    this.lots.set(lot.lotId, lot)
    this.opened.set(lot.lotId, lot)
  }

  /** Posts one transaction; one without moves is none. Answers its id. */
  post(posting: NewPosting): string {
    const transactionId = this.newId()
    if (posting.moves.length === 0) return transactionId
    this.isChanged = true
    this.posted.push({ ...posting, transactionId, createdAt: this.now })
    for (const each of posting.moves) {
      move(each, this)
      if (each.lotId !== null) this.touched.add(each.lotId)
    }
    return transactionId
  }

  /** Does to every lot on the bench what time has done to it by today. Answers how many lots changed. */
  age(): number {
    let changed = 0
    for (const lot of this.lots.values()) {
      const { settle, expire } = ageing(lot, this.today)
      const common = { reference: lot.lotId, purchaseId: lot.source }
      if (settle) this.post({ ...common, kind: 'settle', effectiveOn: lot.availableOn, moves: [settle] })
      if (expire) this.post({ ...common, kind: 'expire', effectiveOn: lot.expiresOn, moves: [expire] })
      if (settle || expire) changed++
    }
    return changed
  }
}

type NewPosting = Omit<Posting, 'transactionId' | 'createdAt'>

/** Locks accounts, first of all that a transaction locks, and lays out the lots that still hold points. */
export async function openBenches(tx: Tx, holders: readonly Who[], surroundings: Surroundings): Promise<Bench[]> {
  const ids = holders.map((who) => who.cardholderId)
  // One trip: the lots are read after the accounts are locked all the same.
  const [accounts, lots] = await Promise.all([lockAccounts(tx, holders, surroundings.now()), liveLots(tx, ids)])
  return holders.map((who) => {
    const account = accounts.get(who.cardholderId) as Account
    return new Bench(who, account, { lots: lots.get(who.cardholderId) ?? [], surroundings })
  })
}

export async function openBench(tx: Tx, who: Who, surroundings: Surroundings): Promise<Bench> {
  return (await openBenches(tx, [who], surroundings))[0] as Bench
}

/** Writes what was posted on benches: entries, lots and balances of all of them in as few statements as possible. */
export async function closeBenches(tx: Tx, benches: readonly Bench[]): Promise<void> {
  const used = benches.filter(({ isChanged }) => isChanged)
  await insertTransactions(tx, used)
  const fresh: LotOf[] = []
  const changed: LotOf[] = []
  const gone: LotOf[] = []
  for (const { who, lots, touched, opened } of used) {
    for (const id of touched) {
      const lot = lots.get(id) as Lot
      const isNew = opened.has(id)
      if (!isEmpty(lot)) (isNew ? fresh : changed).push({ who, lot })
      else if (!isNew) gone.push({ who, lot })
    }
  }
  await insertLots(tx, fresh)
  await writeLots(tx, changed)
  await deleteLots(tx, gone)
  await writeAccounts(tx, used)
}
