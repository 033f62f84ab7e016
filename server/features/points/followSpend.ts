import type { Tx } from '../../db/database'
import type { Surroundings } from '../../ports/surroundings'
import type { ProgrammeRules } from '../programmes'
import type { Followed } from '../spend'
import type { TierFollowed } from '../tiers'
import { Bench, closeBenches } from './bench'
import { ownedPoints } from './books'
import { type EarnedBefore, earnedBefore } from './earned.store'
import { dependenceOf, earningHeadOf } from './earningHead.rules'
import { type Earnings, earningsOf } from './earnings.rules'
import { followEarnings, toCorrect } from './followEarnings'
import { followRefunds } from './followRefunds'
import { insertIssued } from './issued.store'
import type { Account } from './lot'
import { allLots, type Clawback, clawbacksOf } from './points.store'
import { productsFor } from './productsFor'
import { repayDebtFrom } from './repayDebt'

/**
 * Brings the points of cardholders of one programme to what their facts say. The facts are judged in the bank's own
 * time, and only the differences to what is posted are posted: new purchases earn a lot, refunds take back, and where a
 * late fact changed what a purchase earns or which purchase a refund belongs to, corrections name what they correct. Run
 * under the accounts' locks, inside the transaction that took the facts. Answers how many points this added.
 * @param tiers what spending did to each cardholder's tier
 */
export async function followSpend(
  tx: Tx,
  holders: readonly Followed[],
  {
    rules,
    accounts,
    tiers,
    surroundings,
  }: {
    rules: ProgrammeRules
    /** As they were locked. */
    accounts: ReadonlyMap<string, Account>
    tiers: ReadonlyMap<string, TierFollowed>
    surroundings: Surroundings
  },
): Promise<{ points: number }> {
  const products = await productsFor(tx, { versions: rules.earning.versions, cardholderIds: holders.map(idOf) })
  const { hasCaps } = dependenceOf(rules.earning.versions)
  const hasNoCaps = !hasCaps
  // Those who stand alone, and those who are new, have nothing posted that could change.
  const judged = holders.filter(({ isAlone, isNew }) => !isAlone && !isNew).map(idOf)
  const lots = await allLots(tx, judged)
  const clawbacks = await clawbacksOf(tx, judged)
  const all = holders.map((holder): Following => {
    const id = holder.who.cardholderId
    const bench = new Bench(holder.who, accounts.get(id) as Account, { lots: lots.get(id) ?? [], surroundings })
    const { tierOn } = tiers.get(id) as TierFollowed
    const productOf = (cardId: string) => products.get(cardId) ?? ''
    const hasEarnedBefore = holder.isAlone && bench.account.earningHead.firstEarnedAt !== null
    const context = { ruleOn: rules.earning.on, termsOn: rules.terms.on, tierOn, productOf, hasEarnedBefore, hasNoCaps }
    const earnings = earningsOf(holder.statement.settlements, context)
    return { holder, bench, earnings, clawbacks: clawbacks.get(id) ?? [] }
  })
  const corrected = all.flatMap(({ bench, earnings }) =>
    toCorrect(bench, earnings).map((purchaseId) => ({ who: bench.who, purchaseId })),
  )
  const earned = await earnedBefore(tx, corrected)
  let added = 0
  for (const following of all) added += follow(following, { rules, hasCaps, earned })
  const benches = all.map(({ bench }) => bench)
  await closeBenches(tx, benches)
  await insertIssued(tx, rules.settings.id, { issued: benches.flatMap(({ issued }) => issued), surroundings })
  return { points: added }
}

const idOf = ({ who }: Followed) => who.cardholderId

interface Following {
  holder: Followed
  bench: Bench
  earnings: ReadonlyMap<string, Earnings>
  clawbacks: readonly Clawback[]
}

function follow(
  { holder, bench, earnings, clawbacks }: Following,
  {
    rules,
    hasCaps,
    earned,
  }: { rules: ProgrammeRules; hasCaps: boolean; earned: ReadonlyMap<string, ReadonlyMap<string, EarnedBefore>> },
): number {
  const before = ownedPoints(bench)
  const refunds = followRefunds(bench, { earnings, clawbacks, policyOn: (day) => rules.terms.on(day).debtPolicy })
  refunds.giveBackExcess()
  followEarnings(bench, {
    earnings,
    rules,
    before: earned.get(holder.who.cardholderId) ?? new Map(),
  })
  refunds.takeBackMissing()
  // Points that a correction gave back may stand beside debt of another refund.
  repayDebtFrom(bench, bench.lots.values())
  bench.age()
  const head = earningHeadOf(earnings, { hasCaps, before: holder.isAlone ? bench.account.earningHead : null })
  if (head) bench.setHead(head)
  return ownedPoints(bench) - before
}
