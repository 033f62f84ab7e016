import type { Api } from '../../../shared/contract/api'
import type { BenefitCard, BenefitCategory } from '../../../shared/contract/catalogue'
import { remainingAt } from '../../../shared/values/stock'
import type { HandlersOf } from '../../http/mount'
import { Refused } from '../../http/refused'
import type { Surroundings } from '../../ports/surroundings'
import { type Benefit, benefitCard, benefitDetail } from './benefit'
import { type Shelf, type Shelves, shelfNow } from './shelves'

export interface CatalogueDeps {
  shelves: Shelves
  surroundings: Surroundings
  /** The programme whose catalogue a visitor without a session sees. */
  defaultProgrammeId: string
}

const pageSize = 20
/** What starts within a week is shown as starting soon. */
const soonMs = 7 * 86_400_000

export function catalogueRoutes({
  shelves,
  surroundings,
  defaultProgrammeId,
}: CatalogueDeps): HandlersOf<Api['catalogue']> {
  return {
    async list({ query, session }) {
      const shelf = await shelfNow(shelves, session?.programmeId ?? defaultProgrammeId)
      return { ...pageOf(shelf, surroundings.now(), query), version: shelf.version }
    },
    async detail({ params, session }) {
      const shelf = await shelfNow(shelves, session?.programmeId ?? defaultProgrammeId)
      // Retired ones are found too: whoever redeemed one still wants to read how it is used.
      const benefit = shelf.named.get(params.benefitId)
      if (!benefit) throw new Refused('not_found')
      return benefitDetail(benefit, surroundings.now())
    },
  }
}

/** What the first screen shows: what can be redeemed now, in the order of the catalogue, what is sold out last. */
export async function featured(
  shelves: Shelves,
  { programmeId, now, limit }: { programmeId: string; now: Date; limit: number },
): Promise<BenefitCard[]> {
  const shelf = await shelfNow(shelves, programmeId)
  const before = known.get(shelf)
  if (before?.limit === limit) return before.cards
  const cards = firstOf(shelf, { now, limit })
  Object.freeze(cards)
  known.set(shelf, { limit, cards })
  return cards
}

/** The first cards of shelves; frozen, since everybody is shown the same as long as the shelf is. */
const known = new WeakMap<Shelf, { limit: number; cards: BenefitCard[] }>()

function firstOf(shelf: Shelf, { now, limit }: { now: Date; limit: number }): BenefitCard[] {
  const left: Benefit[] = []
  const soldOut: Benefit[] = []
  for (const benefit of offered(shelf, { now, startsBy: now })) {
    if (remainingAt(benefit, now) > 0) left.push(benefit)
    else soldOut.push(benefit)
    if (left.length === limit) break
  }
  return [...left, ...soldOut].slice(0, limit).map((benefit) => benefitCard(benefit, now))
}

function pageOf(
  shelf: Shelf,
  now: Date,
  { category, cursor }: { category?: BenefitCategory; cursor?: string },
): { benefits: BenefitCard[]; next: string | null } {
  const isAfter = cursor === undefined ? () => true : behind(cursor)
  const found: Benefit[] = []
  for (const benefit of offered(shelf, { now, startsBy: new Date(now.getTime() + soonMs) })) {
    if ((category === undefined || benefit.category === category) && isAfter(benefit)) found.push(benefit)
    if (found.length > pageSize) break
  }
  const benefits = found.slice(0, pageSize)
  const last = found.length > pageSize ? benefits.at(-1) : undefined
  return { benefits: benefits.map((benefit) => benefitCard(benefit, now)), next: last ? cursorAfter(last) : null }
}

/** One by one: who has enough for a page does not look at the rest of a large catalogue. */
function* offered({ benefits }: Shelf, { now, startsBy }: { now: Date; startsBy: Date }): Generator<Benefit> {
  for (const benefit of benefits) {
    if (!benefit.retired && benefit.startsAt <= startsBy && benefit.endsAt >= now) yield benefit
  }
}

/** A place in the catalogue rather than a count, so that a page never repeats or skips what did not move. */
function cursorAfter({ position, id }: Benefit): string {
  return `${position}.${id}`
}

function behind(cursor: string): (benefit: Benefit) => boolean {
  const [, place, benefitId] = /^(\d{1,9})\.([A-Z0-9-]{2,32})$/.exec(cursor) ?? []
  if (place === undefined || benefitId === undefined) {
    throw new Refused('input_invalid', { fields: [{ path: 'query.cursor', message: 'not a cursor of this list' }] })
  }
  return ({ position, id }) => position > Number(place) || (position === Number(place) && id > benefitId)
}
