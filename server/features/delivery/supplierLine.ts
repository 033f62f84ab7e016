import type { SupplierAnswer, SupplierOrder, SupplierPort } from '../../ports/supplier'
import { TurnedAway } from '../../ports/turnedAway'
import { Unsure } from '../../ports/unsure'
import { changeOrder, dueOrders, leaseOrder, markPlacing, moveRedemption, type OrderedBenefit } from '../redemption'
import { Breaker } from './breaker.rules'
import { closeOrder, lockForClosing, type Verdict } from './closeOrder'
import type { DeliveryDeps } from './dependencies'
import { type Asking, nextOf, redemptionStateOf, takenAs } from './order.rules'

const ordersALook = 50

/** An order that this worker has taken; `attempts` is its fence. */
type Leased = { order: OrderedBenefit; isFirst: boolean; until: Date }
type Said = SupplierAnswer | { state: 'not_found' } | { state: 'unsure' | 'turned_away'; error: string }
type Answered = { said: Said; asked: Asking['asked'] }

/** Sees one supplier's orders through: several at a time, each by one worker, and none twice. */
export class SupplierLine {
  private due: OrderedBenefit[] = []
  private looking: Promise<void> | null = null
  private underWay = 0
  private readonly breaker: Breaker

  constructor(
    private readonly deps: DeliveryDeps,
    private readonly name: string,
    private readonly port: SupplierPort,
  ) {
    this.breaker = new Breaker(deps.pace.breaker)
  }

  /**
   * Works until nothing is due, or it is asked to stop; an order that was taken is finished. May be called several times at
   * once.
   * @returns how many orders it took
   */
  async work(signal?: AbortSignal): Promise<number> {
    let taken = 0
    while (!signal?.aborted) {
      const order = await this.next()
      if (order === null) break
      this.underWay += 1
      try {
        if (await this.see(order)) taken += 1
      } finally {
        this.underWay -= 1
      }
    }
    return taken
  }

  private async next(): Promise<OrderedBenefit | null> {
    // One at a time is enough to ask a supplier that does not answer.
    if (this.breaker.isOpen && this.underWay > 0) return null
    if (this.due.length === 0) {
      this.looking ??= this.look().finally(() => {
        this.looking = null
      })
      await this.looking
    }
    return this.due.shift() ?? null
  }

  private async look(): Promise<void> {
    const now = this.deps.surroundings.now()
    this.due = await dueOrders(this.deps.database.reader, {
      supplier: this.name,
      now,
      limit: ordersALook,
      withNew: !this.breaker.isOpen || this.breaker.isProbeDue(now),
    })
  }

  private async see(order: OrderedBenefit): Promise<boolean> {
    const isNew = order.state === 'new'
    if (isNew && !this.breaker.mayPlace(this.deps.surroundings.now())) return false
    const leased = await this.take(order)
    if (leased === null) {
      if (isNew) this.breaker.probeWasNone()
      return false
    }
    await this.keep(leased, await this.ask(leased))
    return true
  }

  /** Committed before the supplier is called: whoever finds the order after a worker's death knows that it may have been sent. */
  private async take(order: OrderedBenefit): Promise<Leased | null> {
    const { database, surroundings, pace } = this.deps
    const now = surroundings.now()
    const until = new Date(now.getTime() + pace.leaseMs)
    const { isFirst, ...taken } = takenAs(order, now)
    const change = { ...taken, dueAt: until, rejections: order.rejections, error: null }
    const isTaken = await database.inTransaction(async (tx) => {
      if (!(await leaseOrder(tx, order, { now, change }))) return false
      if (taken.state !== order.state) await moveRedemption(tx, order, redemptionStateOf(taken.state))
      return true
    })
    return isTaken ? { order: { ...order, ...taken, attempts: order.attempts + 1 }, isFirst, until } : null
  }

  private async ask({ order, isFirst, until }: Leased): Promise<Answered> {
    if (isFirst) return { asked: 'first', said: await this.place(order, until) }
    const said = await this.said(() => this.port.queryOrder(order.orderNo), order)
    const asking = this.asking('query')
    if (said.state !== 'not_found' || nextOf(order, said, asking) !== 'place_again') return { asked: 'query', said }
    if (!(await this.mayBeSentAgain(order))) {
      return { asked: 'query', said: { state: 'unsure', error: 'somebody else has it' } }
    }
    return { asked: 'again', said: await this.place(order, until) }
  }

  /** Committed before it is sent again, as before the first time: a person may have closed it while its supplier was asked. */
  private mayBeSentAgain(order: OrderedBenefit): Promise<boolean> {
    return this.deps.database.inTransaction(async (tx) => {
      if (!(await markPlacing(tx, order))) return false
      await moveRedemption(tx, order, redemptionStateOf('placing'))
      return true
    })
  }

  private async place(order: OrderedBenefit, until: Date): Promise<Said> {
    const { surroundings, pace, vault } = this.deps
    // A process that stood still meanwhile may have lost its lease: what it sends now might come after somebody's verdict.
    const left = until.getTime() - surroundings.now().getTime()
    if (left < pace.leaseMs / 2) return { state: 'unsure', error: 'there was no time left to send it' }
    const { orderNo, sku, points, accountCipher } = order
    let sent: SupplierOrder
    try {
      sent = { orderNo, sku, points, account: accountCipher === '' ? '' : vault.open(accountCipher) }
    } catch (error) {
      return this.turnedAway(order, error)
    }
    return this.said(() => this.port.placeOrder(sent), order)
  }

  private async said(call: () => Promise<Said>, order: OrderedBenefit): Promise<Said> {
    const isProbe = order.state === 'placing'
    try {
      const said = await call()
      this.breaker.answered()
      return said
    } catch (error) {
      if (error instanceof TurnedAway) {
        this.breaker.answered()
        return this.turnedAway(order, error)
      }
      this.breaker.unanswered(this.deps.surroundings.now(), { isProbe })
      // Whatever else went wrong may have gone wrong after the order had arrived.
      if (!(error instanceof Unsure)) this.complain(order, error)
      return { state: 'unsure', error: String((error as Error).message) }
    }
  }

  private turnedAway(order: OrderedBenefit, error: unknown): Said {
    this.complain(order, error)
    return { state: 'turned_away', error: String((error as Error).message) }
  }

  private complain({ orderNo }: OrderedBenefit, err: unknown): void {
    this.deps.logger.error({ supplier: this.name, orderNo, err }, 'an order could not be seen through and is put off')
  }

  private asking(asked: Asking['asked']): Asking {
    const { surroundings, pace } = this.deps
    const { deduplicates } = this.port
    return { asked, now: surroundings.now(), chance: surroundings.chance(), deduplicates, pace }
  }

  /**
   * Writes down what came of it. The order may have moved on meanwhile: a callback that was quicker has closed it, or another
   * worker has taken it after the lease was over; to that one everything is left but a delivery, which is true whoever hears
   * of it.
   */
  private async keep({ order: leased }: Leased, { said, asked }: Answered): Promise<void> {
    const { database, surroundings } = this.deps
    const asking = this.asking(asked)
    await database.inTransaction(async (tx) => {
      const order = await lockForClosing(tx, leased, surroundings.now())
      const isClosed = order.state === 'delivered' || order.state === 'failed'
      const verdict = verdictOf(said, asked)
      if (verdict && (isClosed || verdict.outcome === 'delivered')) {
        await closeOrder(tx, order, { ...this.deps, verdict })
        return
      }
      if (isClosed || order.state === 'manual' || order.attempts !== leased.attempts) return
      // Whom the supplier did not know before it was sent again, it had not rejected before.
      const rejections = asked === 'again' ? 0 : order.rejections
      const next = nextOf({ ...order, rejections }, said, asking)
      if (next === 'failed' && verdict) {
        await closeOrder(tx, order, { ...this.deps, verdict })
      } else if (typeof next === 'object') {
        await changeOrder(tx, order.orderNo, { ...next, error: 'error' in said ? said.error : null })
        await moveRedemption(tx, order, redemptionStateOf(next.state))
      } else {
        throw new Error(`an order cannot become ${next} by the word ${said.state}`)
      }
    })
  }
}

function verdictOf(said: Said, asked: Asking['asked']): Verdict | null {
  const evidence = asked === 'query' ? 'query' : 'answer'
  if (said.state === 'delivered') {
    const { serial, proof, link = null } = said
    return { outcome: 'delivered', evidence, serial, link, proof, reason: null }
  }
  if (said.state !== 'rejected') return null
  return { outcome: 'failed', evidence, serial: null, link: null, reason: said.reason, proof: said.proof }
}
