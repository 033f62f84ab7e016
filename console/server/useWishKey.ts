import { useRef } from 'react'
import { newKey } from './server'

/**
 * The key of what is wished for. The same wish keeps its key as long as its form is open, so that a click that got no answer
 * can be repeated and is done once; anything else is another wish under a key of its own.
 */
export function useWishKey(): (wish: unknown) => string {
  const kept = useRef(new Map<string, string>())
  return (wish) => {
    const text = JSON.stringify(wish)
    const key = kept.current.get(text) ?? newKey()
    kept.current.set(text, key)
    return key
  }
}
