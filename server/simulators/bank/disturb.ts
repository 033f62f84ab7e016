/** How a push is made worse than it should be. Shares are from 0 to 1; the same seed does the same again. */
export type Disturbance = { drop: number; duplicate: number; reorder: boolean; seed: number }

export type Disturbed<Event> = {
  /** In the order in which they are sent. */
  events: Event[]
  dropped: number
  duplicated: number
}

/** Drops some events, sends some of the rest twice, and shuffles it all when asked to. */
export function disturb<Event>(
  events: readonly Event[],
  { drop, duplicate, reorder, seed }: Disturbance,
): Disturbed<Event> {
  const chance = seededChance(seed)
  const left = events.filter(() => chance() >= drop)
  const sent = left.flatMap((event) => (chance() < duplicate ? [event, event] : [event]))
  if (reorder) shuffle(sent, chance)
  return { events: sent, dropped: events.length - left.length, duplicated: sent.length - left.length }
}

function shuffle<Item>(items: Item[], chance: () => number): void {
  for (let last = items.length - 1; last > 0; last--) {
    const other = Math.floor(chance() * (last + 1))
    const item = items[last] as Item
    items[last] = items[other] as Item
    items[other] = item
  }
}

/** A linear congruential generator (the constants of Numerical Recipes): good enough to spoil a feed, and repeatable. */
function seededChance(seed: number): () => number {
  let state = seed >>> 0
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  next()
  return next
}
