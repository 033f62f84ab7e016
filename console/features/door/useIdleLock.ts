import { useEffect } from 'react'

/** As long as the server lets a session lie before it asks for the password. */
const idleAfterMs = 15 * 60_000
const lookEveryMs = 10_000
const writeEveryMs = 5_000
const kept = 'kaquan-console-used'

const marks = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const

/** Somebody was at this browser just now, in whichever of its tabs. */
export function wasUsed(): void {
  const now = Date.now()
  if (now - usedAt() > writeEveryMs) localStorage.setItem(kept, String(now))
}

export function isIdle(): boolean {
  return Date.now() - usedAt() > idleAfterMs
}

function usedAt(): number {
  return Number(localStorage.getItem(kept) ?? 0)
}

/** The server locks when it is asked the next time; a screen that nobody is at asks for nothing, and is locked here. */
export function useIdleLock(isOpen: boolean, lock: () => void): void {
  useEffect(() => {
    if (!isOpen) return
    const look = () => {
      if (isIdle()) lock()
    }
    // What a hand does after a pause must not undo the pause before it was seen.
    const used = () => (isIdle() ? lock() : wasUsed())
    const timer = setInterval(look, lookEveryMs)
    document.addEventListener('visibilitychange', look)
    for (const mark of marks) document.addEventListener(mark, used, { capture: true, passive: true })
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
      for (const mark of marks) document.removeEventListener(mark, used, { capture: true })
    }
  }, [isOpen, lock])
}
