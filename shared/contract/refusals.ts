/**
 * Every expected refusal of the product. A code is part of the public face: it is never renamed or reused.
 * The sentences are in `shared/words/refusals.ts`, the HTTP statuses in `server/http/refused.ts`.
 */
export const refusalCodes = [
  // the request itself
  'input_invalid',
  'body_too_large',
  'body_too_deep',
  'route_unknown',
  'media_type_unsupported',
  'idempotency_key_missing',
  'idempotency_key_reused',
  'request_in_progress',
  'too_many_requests',
  'busy_try_later',
  'outside_unsure',
  'internal_error',
  // who is asking
  'session_missing',
  'session_ended',
  'phone_required',
  'card_required',
  'not_found',
  'signature_invalid',
  'wechat_code_invalid',
  // binding a card
  'phone_differs',
  'name_differs',
  'card_unknown',
  'card_not_of_programme',
  'card_frozen',
  'card_bound_elsewhere',
  'card_already_bound',
  'otp_too_many_messages',
  'otp_wrong',
  'otp_expired',
  'otp_attempts_exceeded',
  'attempts_exceeded',
  'full_card_number_refused',
  // redeeming
  'points_insufficient',
  'points_in_debt',
  'tier_too_low',
  'sold_out',
  'limit_reached',
  'benefit_not_started',
  'benefit_ended',
  'price_changed',
  'code_expired',
  // operators
  'role_required',
  'same_operator',
  'request_decided',
  'request_of_another',
  'maker_not_entitled',
  'debt_exceeded',
  'expiry_out_of_range',
  'lot_not_live',
  'points_not_expired',
  'reinstatement_window_over',
  'refund_not_open',
  'purchase_not_open',
  // choosing what a tier gives
  'entitlement_not_offered',
  'entitlement_chosen_already',
  'entitlement_used_up',
  'entitlement_month_over',
  // reaching a tier for points
  'upgrade_not_offered',
] as const

export type RefusalCode = (typeof refusalCodes)[number]
