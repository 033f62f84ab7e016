import type { Api } from '../../../shared/contract/api'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import type { EntryKind, LedgerRow } from '../../../shared/contract/points'
import type { TierId } from '../../../shared/contract/tiers'
import { type BusinessDay, monthOf } from '../../../shared/values/businessDay'
import { points } from '../../../shared/values/points'
import { merchantCategory } from '../../../shared/words/merchantCategories'
import type { Reader } from '../../db/database'
import { cardsEver } from '../cards'
import { type Fact, factsByIds, refundedFenOf } from '../spend'
import { tiersByTransaction } from '../tiers'
import type { Arithmetic } from './arithmetic'
import { keptArithmetic, type LedgerTransaction, ledgerMonths, ledgerPage, monthTotals } from './ledger.store'
import type { Lot } from './lot'
import { lotsBySource, type Who } from './points.store'
import { aged } from './pointsSummary'

const rowsPerPage = 50

/** Kinds whose reference is a redemption. */
const ofRedemptions: readonly EntryKind[] = ['redeem', 'hold', 'release']

/** Kinds whose reference is no spend of a card. */
const ofNoSpend: readonly EntryKind[] = [...ofRedemptions, 'tier_upgrade']

/** One month of a cardholder's points, each row with the spend, the arithmetic and the lot behind it. */
export async function showLedger(
  reader: Reader,
  who: Who,
  { month, cursor, today }: { month: string | undefined; cursor: string | undefined; today: BusinessDay },
): Promise<ReplyOf<Api['points']['ledger']>> {
  const months = await ledgerMonths(reader, who.cardholderId)
  const shown = month ?? months[0] ?? monthOf(today)
  const after = afterCursor(cursor)
  const page = await ledgerPage(reader, who.cardholderId, { month: shown, after, limit: rowsPerPage + 1 })
  const visible = page.slice(0, rowsPerPage)
  const last = visible.at(-1)
  const more = page.length > rowsPerPage && last
  return {
    month: shown,
    months,
    ...(await monthTotals(reader, who.cardholderId, shown)),
    rows: await explained(reader, who, { transactions: visible, today }),
    next: more ? `${last.effectiveOn}.${last.transactionId}` : null,
  }
}

function afterCursor(cursor: string | undefined): { day: string; transactionId: string } | null {
  const [day, transactionId] = cursor?.split('.') ?? []
  return day && transactionId ? { day, transactionId } : null
}

export async function explained(
  reader: Reader,
  who: Who,
  { transactions, today }: { transactions: readonly LedgerTransaction[]; today: BusinessDay },
): Promise<LedgerRow[]> {
  const spendIds = transactions.filter(({ kind }) => !ofNoSpend.includes(kind)).flatMap(spendIdsOf)
  const facts = new Map(
    (await factsByIds(reader, who.cardholderId, [...new Set(spendIds)])).map((fact) => [fact.transactionId, fact]),
  )
  const purchaseIds = [...new Set(transactions.flatMap((each) => each.purchaseId ?? []))]
  const lots = new Map((await lotsBySource(reader, who.cardholderId, purchaseIds)).map((lot) => [lot.source, lot]))
  const refunded = await refundedFenOf(reader, who.cardholderId)
  const cards = await cardsEver(reader, who.cardholderId)
  const arithmetics = await arithmeticBy(reader, who, purchaseIds)
  const reachedTiers = await reachedTiersOf(reader, who, transactions)
  return transactions.map((each) => {
    const purchaseId = each.purchaseId ?? ''
    const purchase = facts.get(purchaseId)
    const lot = lots.get(purchaseId)
    const arithmetic = arithmetics.get(each.transactionId) ?? arithmetics.get(purchaseId)
    const refundedFen = refunded.get(purchaseId) ?? 0
    return {
      ...rowOf(each, { lot: lot && aged(lot, today) }),
      spend: shownSpend(facts.get(spendIdOf(each)), cards),
      arithmetic: purchase && arithmetic ? shownArithmetic(arithmetic, { purchase, refundedFen }) : null,
      reachedTier: reachedTiers.get(each.transactionId) ?? null,
    }
  })
}

/** Hardly ever is there one on a page: then nothing is asked. */
async function reachedTiersOf(
  reader: Reader,
  { cardholderId }: Who,
  transactions: readonly LedgerTransaction[],
): Promise<Map<string, TierId>> {
  const hasAny = transactions.some(({ kind }) => kind === 'tier_upgrade')
  return hasAny ? tiersByTransaction(reader, cardholderId) : new Map()
}

/** By the transaction that it made, and by purchase: the one that counts now. */
async function arithmeticBy(
  reader: Reader,
  { cardholderId }: Who,
  purchaseIds: readonly string[],
): Promise<Map<string, Arithmetic>> {
  const kept = await keptArithmetic(reader, cardholderId, purchaseIds)
  return new Map(
    kept.flatMap(({ transactionId, purchaseId, arithmetic }): [string, Arithmetic][] => [
      [transactionId, arithmetic],
      [purchaseId, arithmetic],
    ]),
  )
}

/** The spend that a row is about: of an expiry and its undoing, the purchase whose points expired. */
function spendIdOf({ kind, reference, purchaseId }: LedgerTransaction): string {
  return kind === 'expire' || kind === 'reinstate' ? (purchaseId ?? '') : reference
}

function spendIdsOf(transaction: LedgerTransaction): string[] {
  return [spendIdOf(transaction), transaction.purchaseId].filter((id): id is string => id !== null && id !== '')
}

function rowOf(
  transaction: LedgerTransaction,
  { lot }: { lot: Lot | undefined },
): Omit<LedgerRow, 'spend' | 'arithmetic' | 'reachedTier'> {
  const { transactionId, kind, amount, effectiveOn, createdAt, reference, memo } = transaction
  return {
    transactionId,
    kind,
    amount,
    effectiveOn,
    postedAt: createdAt.toISOString(),
    pendingUntil: kind === 'earn' && lot && lot.pending > 0 ? lot.availableOn : null,
    lot: lot ? { id: lot.lotId, remaining: points(lot.pending + lot.available), expiresOn: lot.expiresOn } : null,
    redemption: ofRedemptions.includes(kind) ? { id: reference, title: memo ?? '' } : null,
  }
}

function shownSpend(fact: Fact | undefined, cards: ReadonlyMap<string, { last4: string }>): LedgerRow['spend'] {
  if (!fact) return null
  return {
    transactionId: fact.transactionId,
    type: fact.type,
    merchant: fact.merchant,
    mcc: fact.mcc,
    category: merchantCategory(fact.mcc),
    amountFen: fact.amountFen,
    postedOn: fact.postedOn,
    cardLast4: cards.get(fact.cardId)?.last4 ?? '',
  }
}

function shownArithmetic(
  arithmetic: Arithmetic,
  { purchase, refundedFen }: { purchase: Fact; refundedFen: number },
): LedgerRow['arithmetic'] {
  return { ...arithmetic, tier: arithmetic.tier as TierId, amountFen: purchase.amountFen, refundedFen }
}
