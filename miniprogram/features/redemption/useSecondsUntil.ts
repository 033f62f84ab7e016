import { useEffect, useState } from 'react'
import { now } from '../../wechat/chance'
import { useHidden, useShown } from '../../wechat/page'

/** Whole seconds until a moment, by the clock and not by counting. It rests while the page is hidden, and ends with it. */
export function useSecondsUntil(moment: string): number {
  const [left, setLeft] = useState(() => secondsUntil(moment))
  const [visible, setVisible] = useState(true)
  useShown(() => setVisible(true))
  useHidden(() => setVisible(false))
  const isOver = secondsUntil(moment) <= 0
  useEffect(() => {
    if (!visible || isOver) return
    const tick = () => setLeft(secondsUntil(moment))
    tick()
    const timer = setInterval(tick, 1_000)
    return () => clearInterval(timer)
  }, [moment, visible, isOver])
  return left
}

function secondsUntil(moment: string): number {
  return Math.max(0, Math.ceil((Date.parse(moment) - now().getTime()) / 1_000))
}
