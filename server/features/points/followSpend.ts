import { createHash } from 'node:crypto'
import type { BusinessDay } from '../../../shared/values/businessDay'
import { idFrom } from '../../../shared/values/ids'
import { points } from '../../../shared/values/points'
import type { Tx } from '../../db/database'
import type { Surroundings } from '../../ports/surroundings'
import { type ProgrammeSettings, programmeOf } from '../programmes'
import type { Fact, Settlement, Statement } from '../spend'
import { Bench } from './bench'
import { clawback, repayment, restoration, type Taken } from './clawback.rules'
import { earnedBy, lifeOf, takenBackBy } from './earning.rules'
import type { Lot } from './lot'
import { inOrderOfUse } from './lots.rules'
import { allLots, clawbacksOf, insertLot, lockAccount, type Who } from './points.store'

/**
 * Brings a cardholder's points to what their facts say: new purchases earn a lot, refunds take back, and where a late
 * fact changed which purchase a refund belongs to, corrections are posted that name what they correct. Run under the
 * account's lock, inside the transaction that took the facts. Answers how many points this added.
 */
export async function followSpend(
  tx: Tx,
  who: Who & { cardId: string },
  { statement, surroundings }: { statement: Statement; surroundings: Surroundings },
): Promise<{ points: number }> {
  const programme = await programmeOf(tx, who.programmeId)
  const account = await lockAccount(tx, who, surroundings.now())
  const lots = await allLots(tx, who.cardholderId)
  const bench = new Bench(tx, who, { account, lots, surroundings })
  const lotOf = new Map(lots.map((lot) => [lot.source, lot]))
  let change = 0
  for (const { purchase } of statement.settlements) {
    if (lotOf.has(purchase.transactionId)) continue
    const lot = await earn(bench, { purchase, programme })
    if (!lot) continue
    lotOf.set(purchase.transactionId, lot)
    change += lot.earned
  }
  change -= await followRefunds(bench, { settlements: statement.settlements, lotOf })
  // Points that a correction gave back may stand beside debt of another refund: nobody owes while having points.
  for (const lot of [...bench.lots.values()].sort(inOrderOfUse)) {
    await repayFrom(bench, { lot, effectiveOn: bench.today })
  }
  await bench.age()
  return { points: change }
}

async function earn(
  bench: Bench,
  { purchase, programme }: { purchase: Fact; programme: ProgrammeSettings },
): Promise<Lot | null> {
  const amount = earnedBy(purchase, programme.earning)
  if (amount === 0) return null
  const lot = emptyLot(purchase, programme)
  await insertLot(bench.tx, bench.who, { lot: { ...lot, earned: amount }, createdAt: bench.surroundings.now() })
  lot.earned = amount
  bench.lots.set(lot.lotId, lot)
  await bench.post({
    kind: 'earn',
    reference: purchase.transactionId,
    purchaseId: purchase.transactionId,
    effectiveOn: purchase.postedOn,
    moves: [{ from: 'issuer', to: 'pending', amount, lotId: lot.lotId }],
  })
  await repayFrom(bench, { lot, effectiveOn: purchase.postedOn })
  return lot
}

async function repayFrom(bench: Bench, { lot, effectiveOn }: { lot: Lot; effectiveOn: BusinessDay }): Promise<void> {
  await bench.post({
    kind: 'debt_repayment',
    reference: lot.source,
    purchaseId: lot.source,
    effectiveOn,
    moves: repayment(lot, bench),
  })
}

/** The id follows from the fact alone, so that the same facts make the same lots in whatever order they come. */
function emptyLot(purchase: Fact, programme: ProgrammeSettings): Lot {
  const none = points(0)
  const entropy = createHash('sha256').update(purchase.transactionId).digest()
  return {
    lotId: idFrom(purchase.occurredAt.getTime(), entropy),
    cardId: purchase.cardId,
    source: purchase.transactionId,
    earned: none,
    pending: none,
    available: none,
    held: none,
    redeemed: none,
    expired: none,
    clawed_back: none,
    repaid: none,
    ruleVersion: programme.earning.version,
    rateBasisPoints: programme.earning.rateBasisPoints,
    ...lifeOf(purchase.postedOn, programme),
  }
}

/** Posts the difference between what refunds should have taken back and what they took. Answers the points taken. */
async function followRefunds(
  bench: Bench,
  { settlements, lotOf }: { settlements: readonly Settlement[]; lotOf: ReadonlyMap<string, Lot> },
): Promise<number> {
  const wanted = wantedClawbacks(settlements, lotOf)
  const posted = await postedClawbacks(bench, settlements)
  let taken = 0
  // What is to be given back goes first, so that it can cover what is to be taken.
  for (const [key, before] of posted) {
    const excess = before.amount - (wanted.get(key)?.amount ?? 0)
    if (excess > 0) taken -= await giveBack(bench, { excess, before, lotOf })
  }
  for (const [key, want] of wanted) {
    const missing = want.amount - (posted.get(key)?.amount ?? 0)
    if (missing > 0) taken += await takeBack(bench, { missing, want })
  }
  return taken
}

interface Wanted {
  amount: number
  lot: Lot
  refund: Fact
}

interface Posted {
  amount: number
  purchaseId: string
  refundId: string
  transactionId: string
  taken: Taken
}

function wantedClawbacks(settlements: readonly Settlement[], lotOf: ReadonlyMap<string, Lot>): Map<string, Wanted> {
  const wanted = new Map<string, Wanted>()
  for (const { purchase, refunds, reversedBy } of settlements) {
    const lot = lotOf.get(purchase.transactionId)
    if (!lot || (refunds.length === 0 && !reversedBy)) continue
    const takings = reversedBy ? [...refunds, { ...reversedBy, amountFen: purchase.amountFen }] : refunds
    const worth = { amountFen: purchase.amountFen, rateBasisPoints: lot.rateBasisPoints }
    for (const [refundId, amount] of takenBackBy(worth, takings)) {
      const refund = takings.find((fact) => fact.transactionId === refundId)
      if (refund) wanted.set(keyOf(purchase.transactionId, refundId), { amount, lot, refund })
    }
  }
  return wanted
}

async function postedClawbacks(bench: Bench, settlements: readonly Settlement[]): Promise<Map<string, Posted>> {
  const purchaseIds = settlements.map(({ purchase }) => purchase.transactionId)
  const posted = new Map<string, Posted>()
  for (let start = 0; start < purchaseIds.length; start += 500) {
    const slice = purchaseIds.slice(start, start + 500)
    for (const row of await clawbacksOf(bench.tx, bench.who.cardholderId, slice)) {
      const key = keyOf(row.purchaseId, row.refundId)
      const known = posted.get(key) ?? { ...row, amount: 0, taken: { lots: [], debt: points(0) } }
      const taken: Taken =
        row.lotId === null
          ? { ...known.taken, debt: points(known.taken.debt + row.amount) }
          : {
              ...known.taken,
              lots: [...known.taken.lots, { lotId: row.lotId, amount: points(Math.max(0, row.amount)) }],
            }
      posted.set(key, { ...known, amount: known.amount + row.amount, taken })
    }
  }
  return posted
}

function keyOf(purchaseId: string, refundId: string): string {
  return `${purchaseId} ${refundId}`
}

async function takeBack(bench: Bench, { missing, want }: { missing: number; want: Wanted }): Promise<number> {
  await bench.post({
    kind: 'clawback',
    reference: want.refund.transactionId,
    purchaseId: want.lot.source,
    effectiveOn: want.refund.postedOn,
    moves: clawback(points(missing), { own: want.lot, lots: [...bench.lots.values()], today: bench.today }),
  })
  return missing
}

async function giveBack(
  bench: Bench,
  { excess, before, lotOf }: { excess: number; before: Posted; lotOf: ReadonlyMap<string, Lot> },
): Promise<number> {
  const own = lotOf.get(before.purchaseId)
  if (!own) throw new Error(`points of ${before.purchaseId} were taken back, but it has no lot`)
  const lots = [...bench.lots.values()]
  await bench.post({
    kind: 'clawback_correction',
    reference: before.refundId,
    purchaseId: before.purchaseId,
    corrects: before.transactionId,
    effectiveOn: bench.today,
    moves: restoration(points(excess), { own, lots, taken: before.taken, debt: bench.debt, today: bench.today }),
  })
  return excess
}
