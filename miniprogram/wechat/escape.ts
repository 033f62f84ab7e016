import { useEffect, useRef } from 'react'
import { onH5 } from './platform'

/** A keyboard's way out of what lies over the page; phones in WeChat have no such key. */
export function useEscape(leave: () => void): void {
  const latest = useRef(leave)
  latest.current = leave
  useEffect(() => {
    if (!onH5) return
    const pressed = (event: KeyboardEvent) => {
      if (event.key === 'Escape') latest.current()
    }
    document.addEventListener('keydown', pressed, true)
    return () => document.removeEventListener('keydown', pressed, true)
  }, [])
}
