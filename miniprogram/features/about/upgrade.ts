import type { Client } from '../../../shared/client/createClient'
import type { Api } from '../../../shared/contract/api'
import type { PointsSummary } from '../../../shared/contract/points'
import type { Standing, TierId } from '../../../shared/contract/tiers'
import { formatPoints } from '../../../shared/values/points'
import type { Outcome } from '../../answers/outcome'
import { Refusal, Unanswered } from '../../wechat/refusal'
import type { Storage } from '../../wechat/storage'
import { lostAfterMs, pausesBeforeAskingMs, undecided } from '../redemption/redeem'
import { aboutWords } from './words'

/** What somebody agreed to. */
export type UpgradeWish = NonNullable<Standing['upgradeOffer']>

/** What was agreed to, and the key under which it was or will be sent. */
export interface UpgradeAttempt extends UpgradeWish {
  key: string
  /** When it was last sent. */
  sentAt: string
}

export interface UpgradeTools {
  tiers: Pick<Client<Api>['tiers'], 'upgrade' | 'standing'>
  storage: Storage
  newKey: () => string
  now: () => Date
  wait: (ms: number) => Promise<void>
}

/**
 * Upgrades once, by the road of `redeem`: the key is stored before anything is sent and stays until the server has said
 * yes or no. What became of a request without an answer is read from the tier.
 */
export async function upgrade(tools: UpgradeTools, wish: UpgradeWish): Promise<Outcome<Standing>> {
  const before = openUpgrade(tools.storage, wish.tier)
  if (before) {
    const settled = await settleUpgrade(tools, before, [0])
    if (settled.kind !== 'unsettled') return settled
  }
  const { tier, points, key } = openUpgrade(tools.storage, wish.tier) ?? { ...wish, key: tools.newKey() }
  const attempt = { tier, points, key, sentAt: tools.now().toISOString() }
  tools.storage.write(nameOf(tier), attempt)
  try {
    return finished(tools, attempt, await tools.tiers.upgrade({ body: { tier, points }, key }))
  } catch (error) {
    if (error instanceof Unanswered) return settleUpgrade(tools, attempt)
    if (!(error instanceof Refusal)) throw error
    if (error.code === 'request_in_progress') return settleUpgrade(tools, attempt)
    if (!undecided.has(error.code)) tools.storage.forget(nameOf(tier))
    return { kind: 'refused', refusal: error }
  }
}

/** Looks whether the tier has been reached, never sending the upgrade again. */
export async function settleUpgrade(
  tools: UpgradeTools,
  attempt: UpgradeAttempt,
  pauses: number[] = pausesBeforeAskingMs,
): Promise<Outcome<Standing>> {
  for (const pause of pauses) {
    await tools.wait(pause)
    try {
      const standing = await tools.tiers.standing()
      if (reached(standing, attempt.tier)) return finished(tools, attempt, standing)
      const age = tools.now().getTime() - Date.parse(attempt.sentAt)
      if (age > lostAfterMs) tools.storage.forget(nameOf(attempt.tier))
    } catch (error) {
      if (!(error instanceof Refusal) && !(error instanceof Unanswered)) throw error
    }
  }
  return { kind: 'unsettled' }
}

function finished({ storage }: UpgradeTools, { tier }: UpgradeAttempt, standing: Standing): Outcome<Standing> {
  storage.forget(nameOf(tier))
  return { kind: 'done', reply: standing }
}

function reached({ tier, table }: Standing, wished: TierId): boolean {
  const rank = (one: TierId) => table.findIndex((step) => step.tier === one)
  return rank(tier) >= rank(wished)
}

/** Not among the attempts of redemptions, whose end is asked for elsewhere. */
const nameOf = (tier: TierId) => `upgrade:${tier}`

export function openUpgrade(storage: Storage, tier: TierId): UpgradeAttempt | undefined {
  return storage.read<UpgradeAttempt>(nameOf(tier))
}

/** Why points cannot be used for it now, in words; undefined when they can. */
export function whyNoUpgrade(wish: UpgradeWish, { available, debt }: PointsSummary): string | undefined {
  const words = aboutWords()
  if (debt > 0) return words.upgradeDebt(formatPoints(debt))
  return available < wish.points ? words.upgradeMissing(formatPoints(wish.points - available)) : undefined
}
