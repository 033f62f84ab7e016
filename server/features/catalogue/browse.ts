import type { CatalogueQuery } from '../../../shared/contract/catalogue'
import type { Taste } from '../../../shared/contract/tastes'
import { Refused } from '../../http/refused'
import type { Benefit } from './benefit'
import type { ListedBenefit } from './catalogue.store'
import { searchTerms } from './searchText'
import type { Shelf } from './shelves'

const pageSize = 20
/** What starts within a week is shown as starting soon. */
const soonMs = 7 * 86_400_000

export interface Looking {
  query: CatalogueQuery
  liked: readonly Taste[]
  isRedeemable: (benefit: Benefit) => boolean
}

/**
 * One part of what is looked for: first what somebody likes, then the rest, each in the order of the catalogue.
 * @throws Refused input_invalid for a cursor that is none
 */
export function browse(
  shelf: Shelf,
  now: Date,
  { query, liked, isRedeemable }: Looking,
): { benefits: Benefit[]; next: string | null } {
  const isFound = sieve(query)
  const isAfter = query.cursor === undefined ? () => true : behind(query.cursor, liked)
  const found: Benefit[] = []
  for (const benefit of inOrder(shelf, { now, startsBy: new Date(now.getTime() + soonMs), liked })) {
    if (isAfter(benefit) && isFound(benefit) && isRedeemable(benefit)) found.push(benefit)
    if (found.length > pageSize) break
  }
  const benefits = found.slice(0, pageSize)
  const last = found.length > pageSize ? benefits.at(-1) : undefined
  return { benefits, next: last ? cursorAfter(last, liked) : null }
}

/** One by one: who has enough for a page does not look at the rest of a large catalogue. */
export function* offered(
  { benefits }: Shelf,
  { now, startsBy }: { now: Date; startsBy: Date },
): Generator<ListedBenefit> {
  for (const benefit of benefits) {
    if (!benefit.retired && benefit.startsAt <= startsBy && benefit.endsAt >= now) yield benefit
  }
}

function* inOrder(
  shelf: Shelf,
  { liked, ...times }: { now: Date; startsBy: Date; liked: readonly Taste[] },
): Generator<ListedBenefit> {
  if (liked.length === 0) return yield* offered(shelf, times)
  const others: ListedBenefit[] = []
  for (const benefit of offered(shelf, times)) {
    if (isLiked(benefit, liked)) yield benefit
    else others.push(benefit)
  }
  yield* others
}

function isLiked({ category }: Benefit, liked: readonly Taste[]): boolean {
  return (liked as readonly string[]).includes(category)
}

function sieve(query: CatalogueQuery): (benefit: ListedBenefit) => boolean {
  const { category, tier } = query
  const terms = searchTerms(query.q ?? '')
  const least = Number(query.minPoints ?? 0)
  const most = Number(query.maxPoints ?? Number.POSITIVE_INFINITY)
  return (benefit) =>
    (category === undefined || benefit.category === category) &&
    (tier === undefined || benefit.tier === tier) &&
    benefit.points >= least &&
    benefit.points <= most &&
    terms.every((term) => benefit.searchText.includes(term))
}

/** A place in the list rather than a count, so that a part never repeats or skips what did not move. */
function cursorAfter(benefit: Benefit, liked: readonly Taste[]): string {
  return `${isLiked(benefit, liked) ? 'l' : ''}${benefit.position}.${benefit.id}`
}

function behind(cursor: string, liked: readonly Taste[]): (benefit: Benefit) => boolean {
  const [, mark, place, benefitId] = /^(l?)(\d{1,9})\.([A-Z0-9-]{2,32})$/.exec(cursor) ?? []
  if (place === undefined || benefitId === undefined) {
    throw new Refused('input_invalid', { fields: [{ path: 'query.cursor', message: 'not a cursor of this list' }] })
  }
  const amongLiked = mark === 'l' && liked.length > 0
  return (benefit) => {
    if (isLiked(benefit, liked) !== amongLiked) return amongLiked
    const { position, id } = benefit
    return position > Number(place) || (position === Number(place) && id > benefitId)
  }
}
