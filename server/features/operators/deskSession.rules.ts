const minuteMs = 60_000

/** A working day: then everybody signs in anew. */
export const sessionMs = 12 * 60 * minuteMs
/** After a pause of this length the password is asked for. */
const lockedAfterMs = 15 * minuteMs
/** Written this seldom, so that reading does not become writing. */
export const seenEveryMs = minuteMs

export function isLocked({ seenAt }: { seenAt: Date }, now: Date): boolean {
  return now.getTime() - seenAt.getTime() > lockedAfterMs
}
