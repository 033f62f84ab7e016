import type { LockSettings, StepUpPurpose } from '../../../shared/contract/security'

/** What holds for whoever has set nothing. */
export const noLock: LockSettings = { frozen: false, dailyLimitPoints: null, nightLock: false, trustedOnly: false }

/** From which cost on, and beyond how many points in a day, a programme asks everybody for a step-up. */
export interface ProgrammeGuard {
  abovePoints?: number
  dailyLimitPoints?: number
}

/** A redemption that is about to be made. */
export interface Asked {
  points: number
  /** By this cardholder today, in Shanghai, without this one; what failed is not among it. */
  redeemedToday: number
  now: Date
  /** A step-up was made for exactly this. */
  isSteppedUp: boolean
}

/** The cardholder has closed the door: nothing gets through, with or without a step-up. */
export function isFrozen(lock: LockSettings): boolean {
  return lock.frozen
}

/** Redeeming is for devices that are trusted, and this is none of them: no step-up stands in for that. */
export function isStrange(lock: LockSettings, device: { trusted: boolean }): boolean {
  return lock.trustedOnly && !device.trusted
}

/** Whether the redemption needs a step-up that it does not have. */
export function needsStepUp(lock: LockSettings, programme: ProgrammeGuard, asked: Asked): boolean {
  const { points, redeemedToday, now, isSteppedUp } = asked
  if (isSteppedUp || points === 0) return false
  if (lock.nightLock && isNight(now)) return true
  if (programme.abovePoints !== undefined && points > programme.abovePoints) return true
  const limit = dailyLimit(lock, programme)
  return limit !== null && redeemedToday + points > limit
}

/** The cardholder's own limit and the programme's hold both: the lower one decides. */
function dailyLimit({ dailyLimitPoints }: LockSettings, programme: ProgrammeGuard): number | null {
  const limits = [dailyLimitPoints, programme.dailyLimitPoints].filter((limit) => limit != null)
  return limits.length === 0 ? null : Math.min(...limits)
}

const shanghaiOffsetHours = 8
const firstHourOfDay = 6

function isNight(now: Date): boolean {
  return (now.getUTCHours() + shanghaiOffsetHours) % 24 < firstHourOfDay
}

/** Whether any part of the lock holds less after the change. */
export function isLooser({ from, to }: { from: LockSettings; to: LockSettings }): boolean {
  if (from.frozen && !to.frozen) return true
  if (from.nightLock && !to.nightLock) return true
  if (from.trustedOnly && !to.trustedOnly) return true
  if (from.dailyLimitPoints === null) return false
  return to.dailyLimitPoints === null || to.dailyLimitPoints > from.dailyLimitPoints
}

/** What a step-up is for, with a keyed hash in place of the account that is topped up; null where none is. */
export type BoundPurpose =
  | Exclude<StepUpPurpose, { for: 'redemption' }>
  | (Omit<Extract<StepUpPurpose, { for: 'redemption' }>, 'account'> & { accountPrint: string | null })

/** Enough of a hash that nobody finds another account for it, and short enough for the column. */
const printLength = 24

/** The one thing that a step-up is good for, as text: compared whole, and readable for whoever helps. */
export function boundTo(purpose: BoundPurpose): string {
  if (purpose.for === 'redemption') {
    const { key, benefitId, points, accountPrint } = purpose
    return `redemption ${key} ${benefitId} ${points}${accountPrint === null ? '' : ` ${accountPrint.slice(-printLength)}`}`
  }
  if (purpose.for === 'device') return `device ${purpose.sessionId}`
  if (purpose.for === 'review' || purpose.for === 'reveal') return `${purpose.for} ${purpose.redemptionId}`
  const { frozen, dailyLimitPoints, nightLock, trustedOnly } = purpose.lock
  return `lock frozen=${frozen} day=${dailyLimitPoints ?? 'programme'} night=${nightLock} trusted=${trustedOnly}`
}

/** The text that was signed, out of what `wx.startSoterAuthentication` gave; null when it has none. */
export function signedText(resultJSON: string): string | null {
  try {
    const result: unknown = JSON.parse(resultJSON)
    const raw = typeof result === 'object' && result !== null && 'raw' in result ? result.raw : null
    return typeof raw === 'string' ? raw : null
  } catch {
    return null
  }
}
