import type { Fact, Settlement, Statement } from './fact'

/**
 * Which purchase each refund takes back: a pure function of a cardholder's facts, whatever the order in which they
 * arrived.
 *
 * 1. Facts are put in the bank's order: moment, then transaction id.
 * 2. A reversal cancels the fact that it names; a cancelled reversal cancels nothing.
 * 3. A refund that names a purchase takes back that one. What operators ruled on a refund counts as if it had named that
 *    purchase, whatever it named itself; one that they closed takes back nothing.
 * 4. Any other refund takes the nearest earlier purchase of the same card, merchant and amount that no refund has
 *    taken.
 */
export function statementOf(
  facts: readonly Fact[],
  rulings: ReadonlyMap<string, string | null> = new Map(),
): Statement {
  const ordered = [...facts].sort(inBankOrder)
  // Most cardholders have bought and given nothing back.
  if (ordered.every(({ type }) => type === 'purchase')) return { settlements: ordered.map(kept), matches: noMatches }
  const byId = new Map(ordered.map((fact) => [fact.transactionId, fact]))
  const cancelledBy = cancellations(ordered, byId)
  const settlements = new Map<string, Settlement & { refunds: Fact[] }>()
  for (const purchase of ordered) {
    if (purchase.type !== 'purchase') continue
    const reversedBy = cancelledBy.get(purchase.transactionId) ?? null
    settlements.set(purchase.transactionId, { purchase, refunds: [], reversedBy })
  }
  const refunds = ordered.filter((fact) => fact.type === 'refund' && !cancelledBy.has(fact.transactionId))
  const matches = matchRefunds(refunds, settlements, rulings)
  for (const refund of refunds) {
    const purchaseId = matches.get(refund.transactionId)
    if (purchaseId) settlements.get(purchaseId)?.refunds.push(refund)
  }
  return { settlements: [...settlements.values()], matches }
}

const noMatches: ReadonlyMap<string, null> = new Map()
const none: readonly Fact[] = []

function kept(purchase: Fact): Settlement {
  return { purchase, refunds: none, reversedBy: null }
}

export function inBankOrder(a: Fact, b: Fact): number {
  const byTime = a.occurredAt.getTime() - b.occurredAt.getTime()
  if (byTime !== 0) return byTime
  return a.transactionId < b.transactionId ? -1 : a.transactionId > b.transactionId ? 1 : 0
}

/** Of each cancelled fact, the first reversal in force that names it. */
function cancellations(ordered: readonly Fact[], byId: ReadonlyMap<string, Fact>): Map<string, Fact> {
  const reversalsOf = new Map<string, Fact[]>()
  for (const fact of ordered) {
    if (fact.type !== 'reversal' || fact.originalTransactionId === null) continue
    if (!byId.has(fact.originalTransactionId)) continue
    const known = reversalsOf.get(fact.originalTransactionId)
    if (known) known.push(fact)
    else reversalsOf.set(fact.originalTransactionId, [fact])
  }
  const cancelled = new Map<string, Fact>()
  for (const id of reversalsOf.keys()) {
    const by = inForce(id, { reversalsOf, seen: new Set() })
    if (by) cancelled.set(id, by)
  }
  return cancelled
}

/** Follows reversals of reversals; a ring of them (which no bank should send) cancels nothing. */
function inForce(
  id: string,
  { reversalsOf, seen }: { reversalsOf: ReadonlyMap<string, Fact[]>; seen: ReadonlySet<string> },
): Fact | undefined {
  const path = new Set(seen).add(id)
  return reversalsOf
    .get(id)
    ?.find(
      (reversal) => !path.has(reversal.transactionId) && !inForce(reversal.transactionId, { reversalsOf, seen: path }),
    )
}

function matchRefunds(
  refunds: readonly Fact[],
  settlements: ReadonlyMap<string, Settlement>,
  rulings: ReadonlyMap<string, string | null>,
): Map<string, string | null> {
  const matches = new Map<string, string | null>()
  const taken = new Set<string>()
  for (const refund of refunds) {
    const ruling = rulings.get(refund.transactionId)
    const namedId = ruling === undefined ? refund.originalTransactionId : ruling
    if (namedId === null && ruling === undefined) continue
    const named = namedId !== null && settlements.has(namedId) ? namedId : null
    matches.set(refund.transactionId, named)
    if (named) taken.add(named)
  }
  const open = openPurchases(settlements, taken)
  for (const refund of refunds) {
    if (matches.has(refund.transactionId)) continue
    matches.set(refund.transactionId, takeNearestEarlier(open.get(likeness(refund)), refund))
  }
  return matches
}

/** Purchases that an unreferenced refund may take, by card, merchant and amount, the latest last. */
function openPurchases(settlements: ReadonlyMap<string, Settlement>, taken: ReadonlySet<string>): Map<string, Fact[]> {
  const open = new Map<string, Fact[]>()
  for (const { purchase, reversedBy } of settlements.values()) {
    if (reversedBy || taken.has(purchase.transactionId)) continue
    const alike = open.get(likeness(purchase))
    if (alike) alike.push(purchase)
    else open.set(likeness(purchase), [purchase])
  }
  return open
}

function likeness({ cardId, merchant, amountFen }: Fact): string {
  return `${cardId} ${amountFen} ${merchant}`
}

function takeNearestEarlier(alike: Fact[] | undefined, refund: Fact): string | null {
  if (!alike) return null
  for (let at = alike.length - 1; at >= 0; at--) {
    const purchase = alike[at]
    if (!purchase || inBankOrder(purchase, refund) >= 0) continue
    alike.splice(at, 1)
    return purchase.transactionId
  }
  return null
}
