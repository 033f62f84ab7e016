import { useEffect, useState } from 'react'

/** What takes longer than this is said to be slow. */
const slowAfterMs = 5_000

/** Whether something has been waited for so long that it has to be said. */
export function useSlow(isWaiting: boolean): boolean {
  const [isSlow, setSlow] = useState(false)
  useEffect(() => {
    if (!isWaiting) return
    const timer = setTimeout(() => setSlow(true), slowAfterMs)
    return () => {
      clearTimeout(timer)
      setSlow(false)
    }
  }, [isWaiting])
  return isSlow && isWaiting
}
