import type { Api } from '../../../shared/contract/api'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import { merchantCategory } from '../../../shared/words/merchantCategories'
import type { Reader } from '../../db/database'
import { cardsEver } from '../cards'
import { type Fact, listOpenRefunds, type OpenRefund, type OpenRefundPart, type OpenRefundsAsked } from '../spend'

type Shown = ReplyOf<Api['operators']['unmatchedRefunds']>

const refundsPerPage = 20

interface Asked extends OpenRefundsAsked {
  sort?: OpenRefundPart['sort'] | undefined
  cursor?: string | undefined
}

/** Refunds that nobody has dealt with yet, each with the purchases that it may mean; the oldest first unless it is said otherwise. */
export async function listUnmatchedRefunds(
  reader: Reader,
  { sort = 'postedOn', cursor, ...asked }: Asked,
): Promise<Shown> {
  const { refunds, next } = await listOpenRefunds(reader, asked, { sort, cursor, limit: refundsPerPage })
  const shown: Shown['refunds'] = []
  for (const refund of refunds) shown.push(await shownRefund(reader, refund))
  return { refunds: shown, next }
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
