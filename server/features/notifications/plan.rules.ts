import type { NewsSettings, NewsTopic } from '../../../shared/contract/notifications'
import { addDays, businessDayOf, startOfDay } from '../../../shared/values/businessDay'

/** How and when news is brought to WeChat; the inbox has it at once. */
export type Plan =
  | { way: 'now' | 'never'; dueAt: null }
  /** `held` until quiet is over, `digest` together with whatever else is due then. */
  | { way: 'held' | 'digest'; dueAt: Date }

const digestMinute = 9 * 60

/** What concerns security waits for nobody, but is left out or collected when its owner wants it so. */
export function planOf({ modes, quiet }: NewsSettings, topic: NewsTopic, now: Date): Plan {
  const mode = modes[topic]
  if (mode === 'off') return { way: 'never', dueAt: null }
  if (mode === 'daily') return { way: 'digest', dueAt: quietOver(quiet, nextAt(digestMinute, now)) }
  if (topic === 'security') return { way: 'now', dueAt: null }
  const over = quietOver(quiet, now)
  return over > now ? { way: 'held', dueAt: over } : { way: 'now', dueAt: null }
}

/** The end of the quiet that lies over this moment, or the moment itself. */
export function quietOver({ on, from, until }: NewsSettings['quiet'], moment: Date): Date {
  const [begins, ends, at] = [minuteOf(from), minuteOf(until), minuteOfDay(moment)]
  const isQuiet = begins <= ends ? at >= begins && at < ends : at >= begins || at < ends
  return on && isQuiet ? nextAt(ends, moment) : moment
}

/** The next time, now or later, that a clock in Shanghai shows this minute. */
function nextAt(minute: number, now: Date): Date {
  const today = businessDayOf(now)
  const at = new Date(startOfDay(today).getTime() + minute * 60_000)
  return at >= now ? at : new Date(startOfDay(addDays(today, 1)).getTime() + minute * 60_000)
}

function minuteOfDay(moment: Date): number {
  return Math.floor((moment.getTime() - startOfDay(businessDayOf(moment)).getTime()) / 60_000)
}

function minuteOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number) as [number, number]
  return hours * 60 + minutes
}
