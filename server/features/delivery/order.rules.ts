/** How an order stands, as far as the rules ask. */
export interface Standing {
  state: 'new' | 'placing' | 'accepted' | 'unknown' | 'manual' | 'delivered' | 'failed'
  /** How often a worker took it, this time included. */
  attempts: number
  placedAt: Date | null
  unsureSince: Date | null
  /** How often in a row it was called rejected. */
  rejections: number
}

/** What came of asking. */
export type Heard =
  | { state: 'delivered' }
  | { state: 'accepted' }
  | { state: 'rejected' }
  | { state: 'not_found' }
  /** No proper answer: it may have been done or not. */
  | { state: 'unsure' }
  /** The supplier turned our request itself away, so it has done nothing of what it asked. */
  | { state: 'turned_away' }

export interface Pace {
  /** The first wait; each next one is twice as long. */
  firstWaitMs: number
  longestWaitMs: number
  /** Between two words that an order was rejected. */
  secondWordMs: number
  /** After so much doubt about an order that is never sent again, its supplier is asked seldom: the statement will tell. */
  doubtMs: number
  seldomMs: number
  /** What is open for so long after it was placed is given to a person. */
  personMs: number
}

/** As production runs. */
export const calmPace: Pace = {
  firstWaitMs: 5_000,
  longestWaitMs: 600_000,
  secondWordMs: 30_000,
  doubtMs: 30 * 60_000,
  seldomMs: 3_600_000,
  personMs: 24 * 3_600_000,
}

export interface Asking {
  /** `first`: the order was never sent before. `again`: under the same number, to one who knows it again. */
  asked: 'first' | 'again' | 'query'
  now: Date
  /** Uniform in [0, 1). */
  chance: number
  deduplicates: boolean
  pace: Pace
}

/** What an open order becomes. */
export interface Kept {
  state: 'new' | 'accepted' | 'unknown' | 'manual'
  dueAt: Date | null
  placedAt: Date | null
  unsureSince: Date | null
  rejections: number
}

export type Next = 'delivered' | 'failed' | 'place_again' | Kept

/**
 * What follows from an answer. Only two things end an order here: that it was delivered, and that it certainly was not.
 * The answer to its first sending is certain; a query may contradict itself, so that it has to say so twice.
 */
export function nextOf(order: Standing, heard: Heard, asking: Asking): Next {
  const { asked, now } = asking
  if (heard.state === 'delivered') return 'delivered'
  if (heard.state === 'rejected') return rejectedNext(order, asking)
  if (heard.state === 'accepted') {
    return waiting(order, { ...asking, kept: { state: 'accepted', unsureSince: null, rejections: 0 } })
  }
  if (heard.state === 'turned_away') {
    // Nothing was sent for good, so that it is as new; with what was sent before, nothing has changed.
    if (asked === 'first') {
      return {
        state: 'new',
        dueAt: later(now, waitMs(order, asking)),
        placedAt: null,
        unsureSince: null,
        rejections: 0,
      }
    }
    return waiting(order, { ...asking, kept: asBefore(order, now) })
  }
  if (heard.state === 'not_found') {
    if (asking.deduplicates && asked === 'query') return 'place_again'
    return waiting(order, { ...asking, kept: { ...doubted(order, now), rejections: 0 } })
  }
  // A query that nobody answered says nothing about an order that was accepted before.
  if (order.state === 'accepted') return waiting(order, { ...asking, kept: asBefore(order, now) })
  return waiting(order, { ...asking, kept: { ...doubted(order, now), rejections: order.rejections } })
}

/** Said to be delivered, by somebody who did not tell the link that it is delivered as. */
export function nextWithoutLink(order: Standing, asking: Omit<Asking, 'asked' | 'deduplicates'>): Kept {
  const kept = { state: 'accepted', unsureSince: null, rejections: 0 } as const
  return waiting(order, { ...asking, asked: 'query', deduplicates: true, kept })
}

function rejectedNext(order: Standing, asking: Asking): Next {
  const { asked, now, pace } = asking
  if (asked === 'first' && order.unsureSince === null) return 'failed'
  if (order.rejections >= 1) return 'failed'
  const { state, unsureSince } = asBefore(order, now)
  return { state, dueAt: later(now, pace.secondWordMs), placedAt: order.placedAt ?? now, unsureSince, rejections: 1 }
}

/** What a worker makes of an order by taking it: what another left in the middle of its sending is unknown. */
export function takenAs(
  { state, placedAt, unsureSince }: Pick<Standing, 'state' | 'placedAt' | 'unsureSince'>,
  now: Date,
): { state: 'placing' | 'accepted' | 'unknown'; placedAt: Date; unsureSince: Date | null; isFirst: boolean } {
  if (state === 'new') return { state: 'placing', placedAt: placedAt ?? now, unsureSince: null, isFirst: true }
  const common = { placedAt: placedAt ?? now, isFirst: false }
  if (state === 'accepted') return { state, unsureSince, ...common }
  return { state: 'unknown', unsureSince: unsureSince ?? now, ...common }
}

/** The redemption's state while its order is open. */
export function redemptionStateOf(state: Exclude<Standing['state'], 'delivered' | 'failed'>) {
  const states = {
    new: 'held',
    placing: 'delivering',
    accepted: 'delivering',
    unknown: 'unknown',
    manual: 'manual',
  } as const
  return states[state]
}

type Doubt = Pick<Kept, 'state' | 'unsureSince' | 'rejections'>

function doubted(order: Standing, now: Date): Pick<Kept, 'state' | 'unsureSince'> {
  return { state: 'unknown', unsureSince: order.unsureSince ?? now }
}

function asBefore(order: Standing, now: Date): Doubt {
  const { rejections } = order
  if (order.state === 'accepted') return { state: 'accepted', unsureSince: order.unsureSince, rejections }
  return { ...doubted(order, now), rejections }
}

function waiting(order: Standing, { kept, ...asking }: Asking & { kept: Doubt }): Kept {
  const { now, pace, deduplicates } = asking
  const placedAt = order.placedAt ?? now
  if (now.getTime() - placedAt.getTime() >= pace.personMs) return { ...kept, state: 'manual', dueAt: null, placedAt }
  const doubtMs = kept.unsureSince === null ? 0 : now.getTime() - kept.unsureSince.getTime()
  const wait = !deduplicates && doubtMs >= pace.doubtMs ? pace.seldomMs : waitMs(order, asking)
  return { ...kept, dueAt: later(now, wait), placedAt }
}

/** Spread over the upper half, so that what failed together returns apart. */
function waitMs({ attempts }: Standing, { pace, chance }: Asking): number {
  const longest = Math.min(pace.longestWaitMs, pace.firstWaitMs * 2 ** Math.min(attempts - 1, 30))
  return Math.round(longest * (0.5 + chance / 2))
}

function later(now: Date, milliseconds: number): Date {
  return new Date(now.getTime() + milliseconds)
}
