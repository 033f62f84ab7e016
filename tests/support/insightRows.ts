import { testProgramme } from './programme'

const programmeId = testProgramme.id

/** A moment in Shanghai. */
export const at = (moment: string) => new Date(`${moment}+08:00`)

type NewId = () => string

/** Rows as the product writes them, with what matters said. */
export function insightRows(newId: NewId) {
  return { transfer: transfer(newId), redemption: redemption(newId), order, spend: spend(newId) }
}

const transfer = (newId: NewId) => (day: string, writtenAt: string, amount: number) => ({
  cardholder_id: newId(),
  transaction_id: newId(),
  seq: 0,
  programme_id: programmeId,
  from_account: 'issuer',
  to_account: 'pending',
  amount,
  kind: 'earn',
  reference: 'txn',
  purchase_id: null,
  lot_id: null,
  corrects: null,
  memo: null,
  effective_on: day,
  created_at: at(writtenAt),
  basis_id: null,
  arithmetic: null,
})

const redemption =
  (newId: NewId) =>
  (cardholderId: string, deliveredAt: string | null, rest: Record<string, string | number> = {}) => ({
    cardholder_id: cardholderId,
    id: newId(),
    programme_id: programmeId,
    benefit_id: 'VIDEO-1',
    benefit_version: '1',
    title: '视频会员月卡',
    category: 'video',
    points: 100,
    origin: 'points',
    idempotency_key: newId(),
    state: deliveredAt ? 'delivered' : 'failed',
    transaction_id: null,
    code_seq: null,
    code_id: null,
    code_masked: null,
    valid_until: null,
    delivery: 'topup',
    campaign_id: null,
    account_masked: null,
    account_fingerprint: null,
    order_no: null,
    link_cipher: null,
    failure: deliveredAt ? null : 'REJECTED',
    delivered_at: deliveredAt && at(deliveredAt),
    revealed_at: null,
    used_at: null,
    created_at: at('2026-11-01T00:00:00'),
    ...rest,
  })

const order = (
  redemption: { cardholder_id: string; id: string },
  closed: { state: string; at: string; seconds: number },
) => ({
  order_no: redemption.id,
  programme_id: programmeId,
  cardholder_id: redemption.cardholder_id,
  redemption_id: redemption.id,
  supplier: 'tingyun',
  sku: 'sku',
  account_cipher: '',
  points: 100,
  state: closed.state,
  attempts: 1,
  due_at: null,
  placed_at: null,
  unsure_since: null,
  rejections: 0,
  last_error: null,
  serial: null,
  evidence: null,
  evidence_hash: null,
  closed_at: at(closed.at),
  stated_on: null,
  created_at: new Date(at(closed.at).getTime() - closed.seconds * 1000),
})

const spend =
  (newId: NewId) =>
  (
    { cardholderId, cardId }: { cardholderId: string; cardId: string },
    postedOn: string,
    { fen, type = 'purchase' }: { fen: number; type?: string },
  ) => ({
    cardholder_id: cardholderId,
    transaction_id: newId(),
    programme_id: programmeId,
    card_id: cardId,
    type,
    occurred_at: at(`${postedOn}T12:00:00`),
    posted_on: postedOn,
    amount_fen: fen,
    original_amount: '1',
    original_currency: 'CNY',
    merchant: 'shop',
    mcc: '5411',
    channel: 'pos',
    original_transaction_id: null,
    received_at: at(`${postedOn}T12:00:01`),
  })
