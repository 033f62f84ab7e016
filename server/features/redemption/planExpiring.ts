import type { Api } from '../../../shared/contract/api'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import { addDays, businessDayOf } from '../../../shared/values/businessDay'
import type { Database, Reader } from '../../db/database'
import type { HandlersOf } from '../../http/mount'
import type { Surroundings } from '../../ports/surroundings'
import { productsHeld } from '../cards'
import { type Benefit, type Shelves, shelfNow } from '../catalogue'
import { lotsByLastDay, pointsSummary } from '../points'
import { tierOf } from '../tiers'
import { type Offer, type Plan, plansFor } from './planExpiring.rules'
import { type Asking, refusalOf } from './redemption.rules'
import { pastOf } from './wallet.store'

type Suggested = ReplyOf<Api['redemption']['planExpiring']>

interface Deps {
  database: Database
  surroundings: Surroundings
  shelves: Shelves
}

export function planExpiringRoute({
  database: { reader },
  surroundings,
  shelves,
}: Deps): HandlersOf<Api['redemption']>['planExpiring'] {
  return ({ session }) => planExpiring(reader, { ...session, now: surroundings.now(), shelves })
}

/** What expires later than this is nothing to be told about yet. */
const soonDays = 92
/** No plan has more redemptions than this. */
const timesAtMost = 3

/** The points that expire next, and what can be redeemed now that lets the fewest of them expire. */
async function planExpiring(
  reader: Reader,
  {
    programmeId,
    cardholderId,
    now,
    shelves,
  }: { programmeId: string; cardholderId: string; now: Date; shelves: Shelves },
): Promise<Suggested> {
  const today = businessDayOf(now)
  const [days, { available, debt }] = await Promise.all([
    lotsByLastDay(reader, { cardholderId, today }),
    pointsSummary(reader, { cardholderId, today }),
  ])
  const first = days.find((day) => day.available > 0)
  if (!first || debt > 0 || first.expiresOn > addDays(today, soonDays)) return { expiring: null, plans: [] }
  const [shelf, tier, products, past] = await Promise.all([
    shelfNow(shelves, programmeId),
    tierOf(reader, cardholderId),
    productsHeld(reader, [cardholderId]),
    pastOf(reader, cardholderId),
  ])
  const asking = { now, tier, past, products: products.get(cardholderId) ?? new Set<string>(), available, debt }
  const offered = shelf.benefits.filter(({ retired }) => !retired)
  const offers = offered.map((benefit) => offerOf(benefit, asking))
  const plans = plansFor({ expiring: first.available, available }, offers)
  return {
    expiring: { amount: first.available, on: first.expiresOn },
    plans: plans.map((plan) => shown(plan, shelf.named)),
  }
}

/** By the very rules of a redemption, asked for one after the other. */
export function offerOf(benefit: Benefit, asking: Omit<Asking, 'agreedPoints'>): Offer {
  const { id, points, campaignId, limits } = benefit
  const again = { id: '', benefitId: id, campaignId, at: asking.now }
  let times = 0
  while (times < timesAtMost) {
    const after = { ...benefit, issued: benefit.issued + times }
    const past = [...asking.past, ...Array.from({ length: times }, () => again)]
    if (refusalOf(after, { ...asking, past, agreedPoints: points }) !== null) break
    times++
  }
  const inCampaign = asking.past.filter((one) => one.campaignId !== null && one.campaignId === campaignId).length
  const isShared = campaignId !== null && limits.campaign !== null
  const shared = isShared ? { name: campaignId, times: (limits.campaign as number) - inCampaign } : null
  return { id, points, times, shared }
}

function shown({ picks, ...sums }: Plan, named: ReadonlyMap<string, Benefit>): Suggested['plans'][number] {
  const benefits = picks.flatMap(({ id, times }) => {
    const benefit = named.get(id)
    if (!benefit) return []
    const { title, category, points } = benefit
    return [{ id, title, category, points, times }]
  })
  return { benefits, ...sums }
}
