import type { Reader } from '../../db/database'
import { productsOf } from '../cards'
import type { EarningRule } from '../programmes'

/** The products of cardholders' cards, by card id; nothing is read where no rule asks for them. */
export async function productsFor(
  reader: Reader,
  { versions, cardholderIds }: { versions: readonly EarningRule[]; cardholderIds: readonly string[] },
): Promise<Map<string, string>> {
  const isAsked = versions.some(({ productRates }) => Object.keys(productRates).length > 0)
  return isAsked ? productsOf(reader, cardholderIds) : new Map()
}
