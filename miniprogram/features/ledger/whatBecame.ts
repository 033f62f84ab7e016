import type { Explanation } from '../../../shared/contract/points'
import { amountText } from '../../ui/Amount'
import { formatDay } from '../../words/dates'
import { ledgerWords } from './words'

export interface Happening {
  transactionId: string
  name: string
  value: string
}

/** What happened to the points of a purchase after they were earned: redeemed for what, expired, taken back. */
export function whatBecame({ row, history }: Pick<Explanation, 'row' | 'history'>): Happening[] {
  const { kinds } = ledgerWords()
  return history
    .filter(({ transactionId, change }) => change !== 0 && transactionId !== row.transactionId)
    .map(({ transactionId, kind, change, effectiveOn, memo }) => {
      const parts = [amountText(change, true), ...(memo ? [memo] : []), formatDay(effectiveOn)]
      return { transactionId, name: kinds[kind], value: parts.join(' · ') }
    })
}
