import { note } from './notes'
import { outside } from './outside'

/** Intervals that are running, counted: one that outlives its page is a leak. */
export function countedTimers(): Record<string, unknown> {
  const running = new Set<unknown>()
  const counted = () => note({ what: 'timers', count: running.size })
  return {
    setInterval(...given: Parameters<typeof outside.setInterval>) {
      const timer = outside.setInterval(...given)
      running.add(timer)
      counted()
      return timer
    },
    clearInterval(timer: number) {
      outside.clearInterval(timer)
      if (running.delete(timer)) counted()
    },
  }
}
