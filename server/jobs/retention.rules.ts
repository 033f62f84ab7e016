/**
 * How long each table keeps its rows. Every table of the product stands here, as `forgetOld.test.ts` sees to, and
 * `docs/privacy.md` says the same; what has a time is deleted by `forgetOld`.
 */
export type Retention =
  /** Rows go so many days after the moment in the column. `only` leaves out those that are still at work. */
  | { days: number; after: string; key: readonly string[]; only?: string }
  /** The key's last part is an id that carries its moment. `each` is what stands before it in the key. */
  | { days: number; afterId: string; each?: string; key: readonly string[]; only?: string }
  | { kept: Kept }

/**
 * Why rows have no time of their own.
 * - `books`: points, what they came from and what became of them. They are kept under an id that leads to nobody once the
 *   account is deleted; who a person is stands in none of them after that.
 * - `account`: as long as the account is there; its deletion deletes them.
 * - `programme`: settings, catalogue, stock and sums. Nothing of it belongs to a person.
 * - `evidence`: who agreed to what, and which operator did what. The database lets nobody delete it where it can be told to;
 *   archiving it is up to who runs the product, after five years at the earliest.
 */
export type Kept = 'books' | 'account' | 'programme' | 'evidence'

const books: Retention = { kept: 'books' }
const account: Retention = { kept: 'account' }
const programme: Retention = { kept: 'programme' }
const evidence: Retention = { kept: 'evidence' }

const ofCardholder = (id: string) => ['cardholder_id', id] as const

const withoutReview =
  'NOT EXISTS (SELECT 1 FROM risk_review r WHERE r.cardholder_id = risk_decision.cardholder_id AND r.decision_id = risk_decision.id)'

export const retention: Readonly<Record<string, readonly Retention[]>> = {
  // A person, while they are here. An account that was deleted leaves a row without a name, to which the books belong.
  cardholder: [books],
  session: [{ days: 30, after: 'expires_at', key: ofCardholder('session_id') }],
  consent: [evidence],
  account_deletion: [evidence],
  cardholder_taste: [account],
  security_lock: [account],
  news_settings: [account],
  news_subscription: [account],
  notice: [{ days: 365, after: 'created_at', key: ofCardholder('notice_id') }],

  // Proofs and answers, worth nothing once they are over.
  card_challenge: [{ days: 1, after: 'expires_at', key: ofCardholder('challenge_id') }],
  step_up: [{ days: 7, after: 'expires_at', key: ofCardholder('step_up_id') }],
  idempotency_key: [{ days: 2, after: 'created_at', key: ofCardholder('idempotency_key') }],
  outbox: [
    { days: 30, afterId: 'id', key: ['id'], only: 'done_at IS NOT NULL' },
    // Parked: a person had half a year to look.
    { days: 180, afterId: 'id', key: ['id'], only: 'due_at IS NULL' },
  ],

  // Looking into misuse.
  redemption_reveal: [{ days: 180, after: 'at', key: ['cardholder_id', 'redemption_id', 'id'] }],
  // What a person is to look at, or has looked at, stays readable as long as that: its review is kept longer.
  risk_decision: [{ days: 180, afterId: 'id', each: 'programme_id', key: ['programme_id', 'id'], only: withoutReview }],
  risk_review: [{ days: 365, after: 'decided_at', key: ofCardholder('redemption_id') }],
  verifier_day: [{ days: 400, after: 'day', key: ['programme_id', 'day', 'door', 'lane', 'region_kind'] }],
  operator_session: [{ days: 90, after: 'expires_at', key: ['id'] }],
  operator_failure: [{ days: 30, after: 'last_at', key: ['login_fingerprint'] }],

  // Cards and what was spent with them.
  card: [books],
  card_owner: [account],
  spend: [books],
  /** Of cards that nobody has bound: points of it would have expired by then. */
  spend_waiting: [{ days: 730, after: 'received_at', key: ['programme_id', 'card_token', 'transaction_id'] }],
  spend_head: [books],
  refund_match: [books],
  refund_ruling: [books],
  feed_file: [books],
  feed_slice: [books],
  feed_refusal: [books],
  feed_refused_file: [{ days: 400, after: 'refused_at', key: ['content_hash'] }],

  // Points, growth and tiers.
  account: [books],
  lot: [books],
  transfer: [books],
  lot_extension: [books],
  earning_basis: [books],
  points_issued: [books],
  growth_day: [books],
  tier_standing: [books],
  tier_evaluation: [books],
  tier_notice: [books],
  tier_purchase: [books],

  // Redemptions, codes and what suppliers owe.
  redemption: [books],
  redemption_redelivery: [books],
  entitlement_choice: [books],
  benefit_code: [books],
  code_batch: [books],
  supplier_order: [books],
  supplier_statement: [books],
  supplier_difference: [books],

  // What a programme is made of, and sums.
  programme: [programme],
  earning_rule: [programme],
  earning_closure: [programme],
  programme_terms: [programme],
  entitlement_set: [programme],
  risk_rule_set: [programme],
  risk_draft: [programme],
  catalogue: [programme],
  catalogue_load: [programme],
  catalogue_version: [programme],
  catalogue_version_benefit: [programme],
  catalogue_import: [programme],
  catalogue_import_piece: [programme],
  staged_code: [programme],
  benefit: [programme],
  benefit_stock: [programme],
  insight_counted: [programme],
  insight_points: [programme],
  insight_benefit: [programme],
  insight_supplier: [programme],
  insight_loop: [programme],

  // Operators.
  operator: [evidence],
  request: [evidence],
  audit: [evidence],
  desk_reveal: [evidence],
}
