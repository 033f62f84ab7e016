import { useEffect, useRef } from 'react'
import { now, spread } from '../../wechat/chance'

/** Timers further off than this overflow; whoever waits for days comes back to the page anyway. */
const longestWaitMs = 24 * 3_600_000
const spreadMs = 1_500

/** Acts a little after a moment that is to come, while the page lives. */
export function useMoment(moment: string | undefined, act: () => void): void {
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    if (moment === undefined) return
    const left = Date.parse(moment) - now().getTime()
    if (left <= 0 || left > longestWaitMs) return
    const timer = setTimeout(() => latest.current(), left + spread(spreadMs))
    return () => clearTimeout(timer)
  }, [moment])
}
