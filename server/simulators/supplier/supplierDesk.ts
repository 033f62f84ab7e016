import { addDays, type BusinessDay, businessDayOf } from '../../../shared/values/businessDay'
import { type Fault, FaultDice, namedIn } from './faults'
import { type Channel, isSame, type OrderAsk, type Standing, type SuppliedOrder, standingOf } from './orders'

export type Taken = { order: SuppliedOrder; faults: ReadonlySet<Fault>; standing: Standing }
export type StatementRow = { order: SuppliedOrder; state: 'delivered' | 'rejected'; serial: string | null }

const rejects = 'reject-'
/** What is drawn at an order's first coming and stays with it. */
const habitual: readonly Fault[] = ['late_query', 'contradictory_query', 'no_deduplication']

/** What the supplier does with orders, and what it truly knows of them. */
export class SupplierDesk {
  readonly dice = new FaultDice()
  private readonly orders = new Map<string, SuppliedOrder>()
  private readonly timers = new Set<NodeJS.Timeout>()
  private closedUpTo = '' as BusinessDay
  private serial = 0

  constructor(
    private readonly now: () => Date,
    /** Called when an order that was accepted first is settled. */
    private readonly settled: (taken: Taken) => void,
  ) {}

  /** The orders, the latest first. */
  all(): SuppliedOrder[] {
    return [...this.orders.values()].reverse()
  }

  /** null when the number is taken by another order. */
  take(ask: OrderAsk, channel: Channel): Taken | null {
    namedIn(ask.sku)
    const known = this.orders.get(ask.order_no)
    if (known && known.state !== 'lost' && !isSame(known, ask)) return null
    const faults = this.dice.drawFor(ask)
    const order = known ?? this.opened(ask, channel, faults)
    order.placed += 1
    const isNew = order.state === 'lost'
    const gotLost = faults.has('hang') || (faults.has('reset') && this.dice.coin(ask, 'lost'))
    if (!gotLost && (isNew || order.habits.has('no_deduplication'))) this.carryOut(order, faults)
    return { order, faults, standing: standingOf(order) }
  }

  /** What a query says; null when it knows no such order. */
  query(orderNo: string): Standing | null {
    const order = this.orders.get(orderNo)
    if (!order) return null
    const isYoung = this.now().getTime() - order.at.getTime() < this.dice.settings.whileMs
    const has = (habit: Fault) => isYoung && order.habits.has(habit)
    if (has('late_query')) return null
    if (has('contradictory_query')) return contradictionOf(order)
    return order.state === 'lost' ? null : standingOf(order)
  }

  /** An order that comes after this belongs to the next day. */
  closeDay(day: BusinessDay = businessDayOf(this.now())): BusinessDay {
    if (day > this.closedUpTo) this.closedUpTo = day
    return day
  }

  /** null until the day is over and each of its orders is settled. */
  statement(day: BusinessDay): StatementRow[] | null {
    const ofDay = [...this.orders.values()].filter((order) => order.day === day)
    const isOver = day < businessDayOf(this.now()) || day <= this.closedUpTo
    if (!isOver || ofDay.some(({ state }) => state === 'accepted')) return null
    return ofDay.flatMap((order): StatementRow[] => {
      if (order.state === 'rejected') return [{ order, state: 'rejected', serial: null }]
      return order.serials.map((serial) => ({ order, state: 'delivered', serial }))
    })
  }

  stop(): void {
    for (const timer of this.timers) clearTimeout(timer)
    this.timers.clear()
  }

  private opened(ask: OrderAsk, channel: Channel, faults: ReadonlySet<Fault>): SuppliedOrder {
    const today = businessDayOf(this.now())
    const order: SuppliedOrder = {
      ...ask,
      channel,
      at: this.now(),
      day: today > this.closedUpTo ? today : addDays(this.closedUpTo, 1),
      placed: 0,
      state: 'lost',
      serials: [],
      reason: null,
      link: null,
      habits: new Set(habitual.filter((habit) => faults.has(habit))),
    }
    this.orders.set(ask.order_no, order)
    return order
  }

  private carryOut(order: SuppliedOrder, faults: ReadonlySet<Fault>): void {
    if (!faults.has('accepted_first')) {
      this.settle(order, faults)
      return
    }
    order.state = 'accepted'
    const timer = setTimeout(() => {
      this.timers.delete(timer)
      this.settle(order, faults)
      this.settled({ order, faults, standing: standingOf(order) })
    }, this.dice.settings.laterMs)
    this.timers.add(timer)
  }

  private settle(order: SuppliedOrder, faults: ReadonlySet<Fault>): void {
    const isRejected = order.sku.startsWith(rejects) || faults.has('reject')
    // What was delivered stays delivered, whatever comes of a second order under its number.
    if (isRejected && order.serials.length > 0) return
    if (isRejected) {
      const [reason = ''] = order.sku.startsWith(rejects) ? order.sku.slice(rejects.length).split('!') : []
      order.state = 'rejected'
      order.reason = reason || 'supplier_rejected'
      return
    }
    this.serial += 1
    const serial = `SN${String(this.serial).padStart(10, '0')}`
    order.serials.push(serial)
    order.state = 'delivered'
    order.reason = null
    if (order.account === undefined) order.link = `https://coupon.example/c?serial=${serial}&from=simulator`
  }
}

/** Never that something was delivered which was not: against that, no caller could do anything. */
function contradictionOf({ state }: SuppliedOrder): Standing {
  if (state === 'delivered' || state === 'accepted') return { state: 'rejected', reason: 'system_error' }
  return { state: 'accepted' }
}
