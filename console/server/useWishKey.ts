import { useRef } from 'react'
import { newKey } from './server'

/**
 * The key of what is wished for. The same wish keeps its key, so that a click that got no answer can be repeated and is done
 * once; anything else is another wish under a key of its own.
 */
export function useWishKey(): (wish: unknown) => string {
  const kept = useRef({ text: '', key: '' })
  return (wish) => {
    const text = JSON.stringify(wish)
    if (kept.current.text !== text) kept.current = { text, key: newKey() }
    return kept.current.key
  }
}
