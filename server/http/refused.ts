import type { RefusalCode } from '../../shared/contract/refusals'

/** An expected refusal: thrown by rules and use cases, answered as problem+json with its status from the table below. */
export class Refused extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly details: { retryAfterSeconds?: number; fields?: FieldProblem[] } = {},
  ) {
    super(code)
    this.name = 'Refused'
  }
}

export interface FieldProblem {
  /** Where in the input, as `body.name`. */
  path: string
  message: string
}

/** The one table from code to HTTP status. */
export const statusOf: Record<RefusalCode, number> = {
  input_invalid: 400,
  body_too_large: 413,
  body_too_deep: 400,
  route_unknown: 404,
  media_type_unsupported: 415,
  idempotency_key_missing: 400,
  idempotency_key_reused: 422,
  request_in_progress: 409,
  too_many_requests: 429,
  busy_try_later: 503,
  outside_unsure: 503,
  internal_error: 500,
  sign_in_wrong: 401,
  sign_in_locked: 429,
  enrolment_invalid: 401,
  one_time_code_wrong: 401,
  password_weak: 400,
  desk_locked: 423,
  csrf_refused: 403,
  own_account: 403,
  name_taken: 409,
  session_missing: 401,
  session_ended: 401,
  phone_required: 403,
  card_required: 403,
  not_found: 404,
  signature_invalid: 401,
  wechat_code_invalid: 401,
  phone_differs: 422,
  name_differs: 422,
  card_unknown: 422,
  card_not_of_programme: 422,
  card_frozen: 422,
  card_bound_elsewhere: 409,
  card_already_bound: 409,
  otp_too_many_messages: 429,
  otp_wrong: 422,
  otp_expired: 422,
  otp_attempts_exceeded: 422,
  attempts_exceeded: 429,
  full_card_number_refused: 422,
  points_insufficient: 422,
  points_in_debt: 422,
  tier_too_low: 403,
  sold_out: 409,
  limit_reached: 409,
  limit_day_reached: 409,
  limit_week_reached: 409,
  limit_month_reached: 409,
  limit_campaign_reached: 409,
  not_released_yet: 409,
  product_not_eligible: 403,
  account_required: 422,
  account_invalid: 422,
  not_delivered_yet: 409,
  delivery_failed: 409,
  benefit_not_started: 409,
  benefit_ended: 409,
  price_changed: 409,
  code_expired: 410,
  redemption_frozen: 403,
  step_up_required: 403,
  role_required: 403,
  same_operator: 403,
  request_decided: 409,
  request_of_another: 403,
  maker_not_entitled: 409,
  debt_exceeded: 422,
  expiry_out_of_range: 422,
  lot_not_live: 422,
  points_not_expired: 422,
  reinstatement_window_over: 422,
  refund_not_open: 422,
  purchase_not_open: 422,
  order_not_open: 422,
  entitlement_not_offered: 403,
  entitlement_chosen_already: 409,
  entitlement_used_up: 409,
  entitlement_month_over: 409,
  upgrade_not_offered: 409,
}
