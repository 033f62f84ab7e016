import type { Client } from '../../../shared/client/createClient'
import type { Api } from '../../../shared/contract/api'
import type { PointsSummary } from '../../../shared/contract/points'
import type { Standing, TierId } from '../../../shared/contract/tiers'
import { formatPoints } from '../../../shared/values/points'
import type { Road, SendTools } from '../../answers/sendOnce'
import { upgradeWords } from './upgradeWords'

/** What somebody agreed to. */
export type UpgradeWish = NonNullable<Standing['upgradeOffer']>

export type UpgradeServer = Pick<Client<Api>['tiers'], 'upgrade' | 'standing'>

/** The next tier for points. What became of it is read from the tier. */
export function upgradeRoad(tiers: UpgradeServer, tools: SendTools): Road<UpgradeWish, Standing> {
  return {
    tools,
    // Not among the names of redemptions, whose end is asked for elsewhere.
    nameOf: ({ tier }) => `upgrade:${tier}`,
    send: ({ tier, points, termMonths, key }) => tiers.upgrade({ body: { tier, points, termMonths }, key }),
    async ask({ tier }) {
      const standing = await tiers.standing()
      return hasReached(standing, tier) ? standing : undefined
    },
  }
}

function hasReached({ tier, table }: Standing, wished: TierId): boolean {
  const rank = (one: TierId) => table.findIndex((step) => step.tier === one)
  return rank(tier) >= rank(wished)
}

/** What it could be paid with. */
export type Means = Pick<PointsSummary, 'available' | 'debt'>

/** Why points cannot be used for it now, in words; undefined when they can. */
export function whyNoUpgrade(wish: UpgradeWish, { available, debt }: Means): string | undefined {
  const words = upgradeWords()
  if (debt > 0) return words.upgradeDebt(formatPoints(debt))
  return available < wish.points ? words.upgradeMissing(formatPoints(wish.points - available)) : undefined
}
