import type { Tx } from '../../db/database'
import type { Surroundings } from '../../ports/surroundings'
import { cardsEver } from '../cards'
import { type ProgrammeRules, rulesOf } from '../programmes'
import type { Statement } from '../spend'
import { tierTimeline } from '../tiers'
import { Bench } from './bench'
import { repayment } from './clawback.rules'
import { type EarningContext, earningsOf } from './earnings.rules'
import { followEarnings } from './followEarnings'
import { followRefunds } from './followRefunds'
import type { Lot } from './lot'
import { inOrderOfUse } from './lots.rules'
import { allLots, lockAccount, type Who } from './points.store'

/**
 * Brings a cardholder's points to what their facts say. All facts are judged anew, in the bank's own time, and only the
 * differences to what is posted are posted: new purchases earn a lot, refunds take back, and where a late fact changed
 * what a purchase earns or which purchase a refund belongs to, corrections name what they correct. Run under the
 * account's lock, inside the transaction that took the facts. Answers how many points this added.
 */
export async function followSpend(
  tx: Tx,
  who: Who,
  { statement, surroundings }: { statement: Statement; surroundings: Surroundings },
): Promise<{ points: number }> {
  const account = await lockAccount(tx, who, surroundings.now())
  const bench = new Bench(tx, who, { account, lots: await allLots(tx, who.cardholderId), surroundings })
  const before = ownedPoints(bench)
  const rules = await rulesOf(tx, who.programmeId)
  const earnings = earningsOf(statement.settlements, await contextOf(tx, who, rules))
  const refunds = await followRefunds(bench, earnings)
  await refunds.giveBackExcess()
  await followEarnings(bench, { earnings, lifeOn: rules.terms.on })
  await refunds.takeBackMissing()
  // Points that a correction gave back may stand beside debt of another refund: nobody owes while having points.
  for (const lot of [...bench.lots.values()].sort(inOrderOfUse)) await repayFrom(bench, lot)
  await bench.age()
  return { points: ownedPoints(bench) - before }
}

async function contextOf(tx: Tx, who: Who, rules: ProgrammeRules): Promise<EarningContext> {
  const tierOn = await tierTimeline(tx, who)
  const cards = await cardsEver(tx, who.cardholderId)
  return {
    ruleOn: rules.earning.on,
    termsOn: rules.terms.on,
    tierOn,
    productOf: (cardId) => cards.get(cardId)?.product ?? '',
  }
}

function repayFrom(bench: Bench, lot: Lot): Promise<string> {
  return bench.post({
    kind: 'debt_repayment',
    reference: lot.source,
    purchaseId: lot.source,
    effectiveOn: bench.today,
    moves: repayment(lot, bench),
  })
}

/** What was earned and not taken back, whatever became of it since. */
function ownedPoints({ lots, debt }: Bench): number {
  let owned = -debt
  for (const lot of lots.values()) owned += lot.earned - lot.clawed_back - lot.repaid
  return owned
}
