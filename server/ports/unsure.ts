export type OtherSide = 'bank' | 'wechat' | 'supplier'

/**
 * The other side did not answer properly: a time-out, a reset, a 5xx, an answer cut short or one that cannot be read.
 * It may or may not have done what was asked, so whoever catches this leaves the state pending: it is never a refusal.
 */
export class Unsure extends Error {
  override readonly name = 'Unsure'
  readonly otherSide: OtherSide
  /** What was asked of it, such as `verifyCard`. */
  readonly call: string

  constructor({ otherSide, call, why, cause }: { otherSide: OtherSide; call: string; why: string; cause?: unknown }) {
    super(`${otherSide} did not answer ${call} properly: ${why}`, { cause })
    this.otherSide = otherSide
    this.call = call
  }
}
