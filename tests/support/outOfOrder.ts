import type { Reader } from '../../server/db/database'
import { codesOutOfOrder } from '../../server/features/catalogue'
import { verifyBooks } from '../../server/features/points'
import {
  holdsOutOfOrder,
  ordersOutOfOrder,
  pricesOutOfOrder,
  redemptionsOutOfOrder,
} from '../../server/features/redemption'

const checksOfRows = [codesOutOfOrder, redemptionsOutOfOrder, holdsOutOfOrder, pricesOutOfOrder, ordersOutOfOrder]

/** One sentence for whatever does not agree anywhere: the books, the pool of codes, redemptions and orders. */
export async function outOfOrder(reader: Reader): Promise<string[]> {
  const { checks } = await verifyBooks(reader)
  const found = checks.filter(({ ok }) => !ok).map(({ name }) => `the books do not hold: ${name}`)
  for (const check of checksOfRows) found.push(...(await check(reader)))
  return found
}
