import { points } from '../../../shared/values/points'
import type { DebtPolicy } from '../programmes'
import type { Bench } from './bench'
import { clawback, restoration, type Taken } from './clawback.rules'
import type { Earnings } from './earnings.rules'
import type { Lot } from './lot'
import type { Clawback } from './points.store'

/** Posts the difference between what refunds should have taken back and what they took, in two steps. */
export interface RefundsToFollow {
  /** First, so that it can cover what is to be taken. */
  giveBackExcess(): void
  takeBackMissing(): void
}

export function followRefunds(
  bench: Bench,
  {
    earnings,
    clawbacks,
    policyOn,
  }: {
    earnings: ReadonlyMap<string, Earnings>
    clawbacks: readonly Clawback[]
    policyOn: (day: string) => DebtPolicy
  },
): RefundsToFollow {
  const wanted = wantedClawbacks(earnings)
  const posted = postedClawbacks(clawbacks)
  return {
    giveBackExcess() {
      for (const [key, before] of posted) {
        const excess = before.amount - (wanted.get(key)?.amount ?? 0)
        if (excess > 0) giveBack(bench, { excess, before })
      }
    },
    takeBackMissing() {
      for (const [key, want] of wanted) {
        const missing = want.amount - (posted.get(key)?.amount ?? 0)
        if (missing > 0) takeBack(bench, { missing, want, debtPolicy: policyOn(want.refund.postedOn) })
      }
    },
  }
}

interface Wanted {
  amount: number
  purchaseId: string
  refund: Earnings['purchase']
}

interface Posted {
  amount: number
  purchaseId: string
  refundId: string
  transactionId: string
  taken: Taken
}

function wantedClawbacks(earnings: ReadonlyMap<string, Earnings>): Map<string, Wanted> {
  const wanted = new Map<string, Wanted>()
  for (const [purchaseId, { takenBack }] of earnings) {
    for (const [refundId, { refund, amount }] of takenBack) {
      wanted.set(keyOf(purchaseId, refundId), { amount, purchaseId, refund })
    }
  }
  return wanted
}

function postedClawbacks(clawbacks: readonly Clawback[]): Map<string, Posted> {
  const posted = new Map<string, Posted>()
  for (const row of clawbacks) {
    const key = keyOf(row.purchaseId, row.refundId)
    const known = posted.get(key) ?? { ...row, amount: 0, taken: { lots: [], debt: points(0), forgiven: points(0) } }
    const part = points(Math.max(0, row.amount))
    const taken: Taken = { ...known.taken }
    if (row.lotId !== null) taken.lots = [...taken.lots, { lotId: row.lotId, amount: part }]
    else if (row.isForgiven) taken.forgiven = part
    else taken.debt = part
    posted.set(key, { ...known, amount: known.amount + row.amount, taken })
  }
  return posted
}

function keyOf(purchaseId: string, refundId: string): string {
  return `${purchaseId} ${refundId}`
}

function takeBack(
  bench: Bench,
  { missing, want, debtPolicy }: { missing: number; want: Wanted; debtPolicy: DebtPolicy },
): void {
  const own = ownLot(bench, want.purchaseId)
  bench.post({
    kind: 'clawback',
    reference: want.refund.transactionId,
    purchaseId: want.purchaseId,
    effectiveOn: want.refund.postedOn,
    moves: clawback(points(missing), { own, lots: [...bench.lots.values()], today: bench.today, debtPolicy }),
  })
}

function giveBack(bench: Bench, { excess, before }: { excess: number; before: Posted }): void {
  const own = ownLot(bench, before.purchaseId)
  const lots = [...bench.lots.values()]
  bench.post({
    kind: 'clawback_correction',
    reference: before.refundId,
    purchaseId: before.purchaseId,
    corrects: before.transactionId,
    effectiveOn: bench.today,
    moves: restoration(points(excess), {
      own,
      lots,
      taken: before.taken,
      debt: bench.account.debt,
      today: bench.today,
    }),
  })
}

function ownLot({ lots }: Bench, purchaseId: string): Lot {
  for (const lot of lots.values()) if (lot.source === purchaseId) return lot
  throw new Error(`points of ${purchaseId} are to be taken or given back, but it has no lot`)
}
