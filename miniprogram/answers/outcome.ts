import type { Refusal } from '../wechat/refusal'

/** How something ended that is done at most once. */
export type Outcome<Reply> =
  | { kind: 'done'; reply: Reply }
  | { kind: 'refused'; refusal: Refusal }
  /** No answer, and nothing is known of it yet: it may still arrive. */
  | { kind: 'unsettled' }
