import type { LedgerRow } from '../../../shared/contract/points'
import type { TagTone } from '../../ui/Tag'
import { formatDayShort } from '../../words/dates'
import { ledgerWords } from './words'

/** What a row of the statement has to say before it is opened: not to be used yet, or taken back since. */
export function tagsOf({ kind, pendingUntil, arithmetic }: LedgerRow): { text: string; tone: TagTone }[] {
  const words = ledgerWords()
  const pending = pendingUntil
    ? [{ text: words.pendingUntil(formatDayShort(pendingUntil)), tone: 'warn' as const }]
    : []
  if (kind !== 'earn' || !arithmetic || arithmetic.refundedFen === 0) return pending
  const inFull = arithmetic.refundedFen >= arithmetic.amountFen
  return [...pending, { text: inFull ? words.refundedTag : words.partlyRefundedTag, tone: 'quiet' }]
}
