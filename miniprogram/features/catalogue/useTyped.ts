import { useEffect, useRef, useState } from 'react'

/** A word is looked for when the fingers have rested for so long, so that no letter is a request. */
const restMs = 400

/** What stands in the field of a search, and its change; `look` is called with it a moment after the last letter. */
export function useTyped(asked: string, look: (words: string) => void): [string, (typed: string) => void] {
  const [typed, setTyped] = useState(asked)
  const latest = useRef(look)
  latest.current = look
  useEffect(() => {
    if (typed === asked) return
    const timer = setTimeout(() => latest.current(typed), restMs)
    return () => clearTimeout(timer)
  }, [typed, asked])
  return [typed, setTyped]
}
