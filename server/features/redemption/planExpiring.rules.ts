/** Benefits that are alike to the arithmetic are one offer: how often it can be redeemed now, at what price. */
export interface Offer {
  id: string
  points: number
  /** How often it can be redeemed now, by its limits and its stock. */
  times: number
  /** Where benefits share a limit: its name, and how many of them all may still be redeemed. */
  shared: { name: string; times: number } | null
}

export interface Plan {
  /** By offer, each as often as named. */
  picks: { id: string; times: number }[]
  points: number
  /** Of the expiring points, what would expire all the same. */
  left: number
  /** What it takes of points that live longer. */
  fromLater: number
}

const redemptionsAtMost = 3
/** With more prices than these the search would take long; those nearest to the amount matter. */
const offersAtMost = 60

/**
 * What can be redeemed so that the fewest points expire: with one, with two and with three redemptions, each only where it
 * is better than the shorter ones. Expiring points are used first whatever is redeemed, so only sums matter: fewest left
 * to expire, then fewest taken of points that live longer. The best plan comes first.
 */
export function plansFor(
  { expiring, available }: { expiring: number; available: number },
  offers: readonly Offer[],
): Plan[] {
  if (expiring <= 0) return []
  const candidates = nearest(offers, { expiring, available })
  const best: (Plan | undefined)[] = []
  const weigh = (chosen: readonly Offer[], points: number) => {
    const count = chosen.length
    const known = best[count]
    const plan = { points, left: Math.max(0, expiring - points), fromLater: Math.max(0, points - expiring) }
    if (!known || isBetter(plan, known)) best[count] = { ...plan, picks: picksOf(chosen) }
  }
  const addTo = (chosen: readonly Offer[], { points, from }: { points: number; from: number }) => {
    if (chosen.length > 0) weigh(chosen, points)
    // Once nothing is left to expire, one more redemption only takes of the others.
    if (chosen.length === redemptionsAtMost || points >= expiring) return
    for (let at = from; at < candidates.length; at++) {
      const next = candidates[at] as Offer
      if (points + next.points > available || !mayAdd(chosen, next)) continue
      addTo([...chosen, next], { points: points + next.points, from: at })
    }
  }
  addTo([], { points: 0, from: 0 })
  return improving(best)
}

/** One benefit of each price and shared limit is enough, as long as it can be redeemed as often as any plan needs. */
function nearest(offers: readonly Offer[], { expiring, available }: { expiring: number; available: number }): Offer[] {
  const useful = offers.filter(({ points, times }) => points > 0 && points <= available && times > 0)
  const alike = new Map<string, number>()
  const needed = useful.filter((offer) => {
    const kind = `${offer.points} ${offer.shared?.name ?? ''}`
    const known = alike.get(kind) ?? 0
    alike.set(kind, known + Math.min(offer.times, redemptionsAtMost))
    return known < redemptionsAtMost
  })
  const distance = ({ points }: Offer) => Math.abs(points - expiring)
  return needed.sort((one, other) => distance(one) - distance(other)).slice(0, offersAtMost)
}

function mayAdd(chosen: readonly Offer[], next: Offer): boolean {
  if (chosen.filter(({ id }) => id === next.id).length >= next.times) return false
  const { shared } = next
  if (shared === null) return true
  return chosen.filter((one) => one.shared?.name === shared.name).length < shared.times
}

type Weight = Pick<Plan, 'left' | 'fromLater'>

function isBetter(one: Weight, other: Weight): boolean {
  return one.left !== other.left ? one.left < other.left : one.fromLater < other.fromLater
}

function picksOf(chosen: readonly Offer[]): Plan['picks'] {
  const ids = [...new Set(chosen.map(({ id }) => id))]
  return ids.map((id) => ({ id, times: chosen.filter((one) => one.id === id).length }))
}

function improving(byCount: readonly (Plan | undefined)[]): Plan[] {
  const plans: Plan[] = []
  for (const plan of byCount) {
    const shorter = plans[0]
    if (plan && (!shorter || isBetter(plan, shorter))) plans.unshift(plan)
  }
  return plans
}
