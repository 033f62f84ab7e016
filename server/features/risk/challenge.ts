import { createHash } from 'node:crypto'

/**
 * What a device signs after a finger or a face: this step-up and no other, for this purpose and no other. WeChat shows it to
 * nobody, so it may be unreadable; `wx.startSoterAuthentication` takes up to 512 characters, the column 64.
 */
export function challengeOf(stepUpId: string, bound: string): string {
  return `SU-${stepUpId}-${createHash('sha256').update(bound).digest('hex').slice(0, 32)}`
}
