import type { Reader } from '../../db/database'
import type { ProgrammeRules } from '../programmes'
import { type Fact, statementOf } from '../spend'
import { bestTier, dependenceOf, earnsAlone } from './earningHead.rules'
import { earningsOf } from './earnings.rules'
import type { Account } from './lot'
import type { Who } from './points.store'
import { productsFor } from './productsFor'

/** Of cardholders with new purchases, those for whom nothing that was earned before changes, and who owe nothing. */
export async function standAlone(
  reader: Reader,
  holders: readonly { who: Who; purchases: readonly Fact[] }[],
  { rules: { earning, terms }, accounts }: { rules: ProgrammeRules; accounts: ReadonlyMap<string, Account> },
): Promise<Set<string>> {
  const dependence = dependenceOf(earning.versions)
  const ids = holders.map(({ who }) => who.cardholderId)
  const products = await productsFor(reader, { versions: earning.versions, cardholderIds: ids })
  const context = {
    ruleOn: earning.on,
    termsOn: terms.on,
    // The tier that counts is not known here; the best one says whether a cap could be reached.
    tierOn: (day: string) => bestTier(earning.on(day)),
    productOf: (cardId: string) => products.get(cardId) ?? '',
  }
  const alone = holders.filter(({ who, purchases }) => {
    const { debt, earningHead: head } = accounts.get(who.cardholderId) as Account
    if (debt > 0) return false
    if (!dependence.hasCaps && !dependence.hasFirstPurchase) return true
    const hasEarnedBefore = head.firstEarnedAt !== null
    const earnings = earningsOf(statementOf(purchases).settlements, { ...context, hasEarnedBefore })
    return earnsAlone(earnings, { ruleOn: earning.on, dependence, head })
  })
  return new Set(alone.map(({ who }) => who.cardholderId))
}
