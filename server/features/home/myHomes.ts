import type { Api } from '../../../shared/contract/api'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import type { StandingShown } from '../../../shared/contract/home'
import type { Standing } from '../../../shared/contract/tiers'
import { businessDayOf } from '../../../shared/values/businessDay'
import type { Reader } from '../../db/database'
import { defaultCards } from '../cards'
import { type Shelves, shelfNow } from '../catalogue'
import { openChoices } from '../entitlements'
import { pointsSummaries } from '../points'
import type { rulesOf } from '../programmes'
import { standingsOf, termSettings } from '../tiers'

/** What of the first screen is a cardholder's own. */
export type MyHome = Pick<ReplyOf<Api['home']['home']>, 'points' | 'tier' | 'defaultCard' | 'choicesLeft'>

export interface HomeOwner {
  programmeId: string
  cardholderId: string
}

/** The homes of cardholders who ask at the same moment: a handful of questions to the database for all of them. */
export async function myHomes(
  reader: Reader,
  owners: readonly HomeOwner[],
  { now, shelves, ...rules }: { now: Date; shelves: Shelves; rulesOf: typeof rulesOf },
): Promise<MyHome[]> {
  const today = businessDayOf(now)
  const ids = owners.map(({ cardholderId }) => cardholderId)
  const settingsOf = async (id: string) => termSettings((await rules.rulesOf(reader, id)).terms)
  const benefitsOf = async (id: string) => (await shelfNow(shelves, id)).named
  const [points, cards, standings, choicesLeft] = await Promise.all([
    pointsSummaries(reader, ids, today),
    defaultCards(reader, ids),
    standingsOf(reader, owners, { today, settingsOf }),
    openChoices(reader, owners, { now, benefitsOf }),
  ])
  return owners.map((owner) => {
    const { cardholderId } = owner
    const standing = standings.get(cardholderId)
    const tier = standing ? standingShownOf(standing) : null
    return {
      points: points.get(cardholderId) ?? null,
      tier,
      defaultCard: cards.get(cardholderId) ?? null,
      choicesLeft: tier ? choicesLeft(owner, tier.tier) : 0,
    }
  })
}

/** Picked by hand: a schema would look at each of them twice. */
function standingShownOf({ tier, growth, next, termEndsOn, graceUntil, missingToStay, ceremony }: Standing) {
  return { tier, growth, next, termEndsOn, graceUntil, missingToStay, ceremony } satisfies StandingShown
}
