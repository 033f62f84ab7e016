import type { Api } from '../../../shared/contract/api'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import { merchantCategory } from '../../../shared/words/merchantCategories'
import type { Reader } from '../../db/database'
import { cardsEver } from '../cards'
import { type AfterRefund, type Fact, listOpenRefunds, type OpenRefund } from '../spend'

type Shown = ReplyOf<Api['operators']['unmatchedRefunds']>

const refundsPerPage = 20

/** Refunds that nobody has dealt with yet, each with the purchases that it may mean. */
export async function listUnmatchedRefunds(
  reader: Reader,
  {
    programmeId,
    cursor,
    cardholderId,
  }: { programmeId: string; cursor?: string | undefined; cardholderId?: string | undefined },
): Promise<Shown> {
  const refunds = await listOpenRefunds(reader, {
    programmeId,
    cardholderId,
    after: afterCursor(cursor),
    limit: refundsPerPage + 1,
  })
  const visible = refunds.slice(0, refundsPerPage)
  const last = visible.at(-1)
  const next = refunds.length > refundsPerPage && last ? `${last.cardholderId}.${last.refund.transactionId}` : null
  const shown: Shown['refunds'] = []
  for (const refund of visible) shown.push(await shownRefund(reader, refund))
  return { refunds: shown, next }
}

function afterCursor(cursor: string | undefined): AfterRefund | null {
  const [cardholderId, refundId] = cursor?.split('.') ?? []
  return cardholderId && refundId ? { cardholderId, refundId } : null
}

async function shownRefund(
  reader: Reader,
  { cardholderId, refund, candidates }: OpenRefund,
): Promise<Shown['refunds'][number]> {
  const cards = await cardsEver(reader, cardholderId)
  const shown = (fact: Fact) => ({
    transactionId: fact.transactionId,
    type: fact.type,
    merchant: fact.merchant,
    mcc: fact.mcc,
    category: merchantCategory(fact.mcc),
    amountFen: fact.amountFen,
    postedOn: fact.postedOn,
    cardLast4: cards.get(fact.cardId)?.last4 ?? '',
  })
  return {
    cardholderId,
    refund: shown(refund),
    candidates: candidates.map(({ purchase, refundedFen, likeness }) => {
      return { ...shown(purchase), refundedFen, likeness }
    }),
  }
}
