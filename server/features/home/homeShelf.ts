import type { Api } from '../../../shared/contract/api'
import type { BenefitCard } from '../../../shared/contract/catalogue'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import type { TierId } from '../../../shared/contract/tiers'
import { nextRelease, remainingAt } from '../../../shared/values/stock'
import { type Benefit, benefitCard, releaseShown, type Shelves, shelfNow } from '../catalogue'

type Home = ReplyOf<Api['home']['home']>
type Shelf = Awaited<ReturnType<typeof shelfNow>>

/** What of a catalogue the first screen may show, the same for everybody: worked out once for each reading of it. */
export interface HomeShelf {
  /** In the order of the catalogue, what is sold out last. */
  open: readonly { benefit: Benefit; isLeft: boolean; card: BenefitCard }[]
  /** The place for what is going on. Frozen, as are the benefits. */
  campaign: Home['campaign']
  /** What was picked, by the ids in it: many cardholders are shown the same, which is then written once. */
  picked: Map<string, Picked>
}

type Picked = Pick<Home, 'benefits' | 'inReach'>

/** What somebody can pay with. */
export interface Means {
  available: number
  debt: number
  tier: TierId
  product: string | null
}

const rank: Record<TierId, number> = { basic: 0, silver: 1, gold: 2, platinum: 3 }
const benefitsShown = 6
const dayMs = 86_400_000
/** A portion that comes so soon goes before everything else; one that is further off than the second is not announced. */
const soonMs = 7 * dayMs
const announcedMs = 45 * dayMs

export async function homeShelf(
  shelves: Shelves,
  { programmeId, now }: { programmeId: string; now: Date },
): Promise<HomeShelf> {
  const shelf = await shelfNow(shelves, programmeId)
  const before = known.get(shelf)
  if (before) return before
  const made = shelfOf(shelf, now)
  known.set(shelf, made)
  return made
}

/** As long as the shelf itself, which is read anew every second. */
const known = new WeakMap<Shelf, HomeShelf>()

function shelfOf({ benefits }: Shelf, now: Date): HomeShelf {
  const offered = benefits.filter(({ retired, endsAt }) => !retired && endsAt >= now)
  const open = offered
    .filter(({ startsAt }) => startsAt <= now)
    .map((benefit) => ({ benefit, isLeft: remainingAt(benefit, now) > 0, card: benefitCard(benefit, now) }))
  return {
    open: [...open.filter(({ isLeft }) => isLeft), ...open.filter(({ isLeft }) => !isLeft)],
    campaign: Object.freeze(campaignAmong(offered, now)),
    picked: new Map(),
  }
}

/**
 * What is going on, by the catalogue alone: a portion that comes within a week, else a benefit of a campaign that can be
 * had, else a portion that is announced. Nothing is made up where there is none of them.
 */
function campaignAmong(offered: readonly Benefit[], now: Date): Home['campaign'] {
  const coming = offered
    .flatMap((benefit) => {
      const release = nextRelease(benefit, now)
      return release ? [{ benefit, inMs: release.at.getTime() - now.getTime() }] : []
    })
    .sort((one, other) => one.inMs - other.inMs)[0]
  const running = offered.find(
    (benefit) => benefit.campaignId !== null && benefit.startsAt <= now && remainingAt(benefit, now) > 0,
  )
  if (coming && (coming.inMs <= soonMs || (!running && coming.inMs <= announcedMs))) {
    return placeOf(coming.benefit, { now, isComing: true })
  }
  return running ? placeOf(running, { now, isComing: false }) : null
}

function placeOf(benefit: Benefit, { now, isComing }: { now: Date; isComing: boolean }): Home['campaign'] {
  const { id, title, category, endsAt } = benefit
  const release = isComing ? releaseShown(nextRelease(benefit, now)) : null
  return { benefitId: id, title, category, release, remaining: remainingAt(benefit, now), endsAt: endsAt.toISOString() }
}

/** What somebody has the points and the tier for comes first; the rest follows in the order of the catalogue. */
export function pickFor({ open, picked }: HomeShelf, means: Means | null): Picked {
  const inReach: BenefitCard[] = []
  const others: BenefitCard[] = []
  for (const { benefit, isLeft, card } of open) {
    if (isLeft && means && isInReach(benefit, means)) inReach.push(card)
    else if (others.length < benefitsShown) others.push(card)
    if (inReach.length === benefitsShown || (!means && others.length === benefitsShown)) break
  }
  const benefits = [...inReach, ...others].slice(0, benefitsShown)
  const name = `${inReach.length} ${benefits.map(({ id }) => id).join(' ')}`
  const before = picked.get(name)
  if (before) return before
  const made = { benefits, inReach: inReach.length }
  Object.freeze(benefits)
  picked.set(name, made)
  return made
}

/** The limits per person are left to the benefit's own page: they would take a question for each cardholder. */
function isInReach({ points, tier, products }: Benefit, { available, debt, product, ...mine }: Means): boolean {
  if (debt > 0 || points > available || rank[tier] > rank[mine.tier]) return false
  return products === null || (product !== null && products.includes(product))
}
