import type { Api } from '../../../shared/contract/api'
import type { BenefitCard } from '../../../shared/contract/catalogue'
import { remainingAt } from '../../../shared/values/stock'
import type { Database } from '../../db/database'
import type { HandlersOf } from '../../http/mount'
import { Refused } from '../../http/refused'
import type { Session } from '../../http/sessions'
import type { Surroundings } from '../../ports/surroundings'
import { tastesOf } from '../tastes'
import { type Benefit, benefitCard, benefitDetail } from './benefit'
import { browse, offered } from './browse'
import { type Shelf, type Shelves, shelfNow } from './shelves'

export interface CatalogueDeps {
  database: Pick<Database, 'reader'>
  shelves: Shelves
  surroundings: Surroundings
  /** Asked of what knows the rules of redeeming: it stands above the catalogue. */
  redeemableBy: (cardholderId: string, now: Date) => Promise<(benefit: Benefit) => boolean>
  /** The programme whose catalogue a visitor without a session sees. */
  defaultProgrammeId: string
}

export function catalogueRoutes({
  database,
  shelves,
  surroundings,
  redeemableBy,
  defaultProgrammeId,
}: CatalogueDeps): HandlersOf<Api['catalogue']> {
  return {
    async list({ query, session }) {
      const now = surroundings.now()
      const owner = query.redeemable ? ownerOf(session) : null
      const [shelf, tastes, isRedeemable] = await Promise.all([
        shelfNow(shelves, session?.programmeId ?? defaultProgrammeId),
        session && tastesOf(database.reader, session.cardholderId),
        owner === null ? () => true : redeemableBy(owner, now),
      ])
      const liked = tastes?.personal ? tastes.chosen : []
      const { benefits, next } = browse(shelf, now, { query, liked, isRedeemable })
      return { benefits: benefits.map((benefit) => benefitCard(benefit, now)), next, version: shelf.version, tastes }
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

/** Without a card nothing can be redeemed; what is missing is said as at any other door. */
function ownerOf(session: Session | null): string {
  if (!session) throw new Refused('session_missing')
  if (session.level !== 'cardholder')
    throw new Refused(session.level === 'visitor' ? 'phone_required' : 'card_required')
  return session.cardholderId
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
