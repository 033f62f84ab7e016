import { useEffect, useRef } from 'react'

const listeners = new Set<() => void>()

/** The desk is locked now: what was shown to this person alone is forgotten. */
export function tellLocked(): void {
  for (const heard of listeners) heard()
}

export function useForgetOnLock(forget: () => void): void {
  const latest = useRef(forget)
  latest.current = forget
  useEffect(() => {
    const heard = () => latest.current()
    listeners.add(heard)
    return () => void listeners.delete(heard)
  }, [])
}
