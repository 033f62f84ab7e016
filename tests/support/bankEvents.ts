import type { BankEvent } from '../../shared/contract/spend'
import { testProgramme } from './programme'

/** A bank event of this day at noon in Shanghai; what matters to a test is said, the rest is ordinary. */
export function bankEvent(
  transactionId: string,
  postedOn: string,
  { yuan, ...rest }: { yuan: number } & Partial<BankEvent>,
): BankEvent {
  return {
    transaction_id: transactionId,
    programme_id: testProgramme.id,
    card_token: 'ct_test0000',
    type: yuan < 0 ? 'refund' : 'purchase',
    occurred_at: `${postedOn}T12:00:00.000+08:00`,
    posted_on: postedOn,
    amount_fen: Math.round(Math.abs(yuan) * 100),
    currency: 'CNY',
    original_amount: Math.abs(yuan).toFixed(2),
    original_currency: 'CNY',
    merchant: 'corner shop',
    mcc: '5411',
    channel: 'pos',
    original_transaction_id: null,
    ...rest,
  }
}
