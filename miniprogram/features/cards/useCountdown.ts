import { useEffect, useState } from 'react'

/** Seconds left, counted down once a second; starts anew with another `round`. */
export function useCountdown(seconds: number, round: string): number {
  const [count, setCount] = useState({ left: seconds, round })
  const left = count.round === round ? count.left : seconds
  useEffect(() => {
    if (left <= 0) return
    const timer = setTimeout(() => setCount({ left: left - 1, round }), 1_000)
    return () => clearTimeout(timer)
  }, [left, round])
  return left
}
