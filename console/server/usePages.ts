import { useCallback, useEffect, useRef, useState } from 'react'

export interface Pages<T> {
  items: T[]
  error: unknown
  isLoading: boolean
  hasMore: boolean
  more: () => Promise<void>
  reload: () => Promise<void>
}

/** A list that the server gives in parts. Another name is another list, which begins anew. */
export function usePages<T>(
  name: string,
  ask: (cursor: string | undefined) => Promise<{ items: T[]; next: string | null }>,
): Pages<T> {
  const [state, setState] = useState<{ items: T[]; next: string | null; error?: unknown; isLoading: boolean }>({
    items: [],
    next: null,
    isLoading: true,
  })
  const latest = useRef({ ask, turn: 0 })
  latest.current.ask = ask
  const load = useCallback(async (cursor: string | undefined, before: T[]) => {
    const turn = ++latest.current.turn
    setState((old) => ({ ...old, error: undefined, isLoading: true }))
    const answer = await latest.current.ask(cursor).then(
      ({ items, next }) => ({ items: [...before, ...items], next, isLoading: false }),
      (error: unknown) => ({ items: before, next: cursor ?? null, error, isLoading: false }),
    )
    if (latest.current.turn === turn) setState(answer)
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another name is another list
  useEffect(() => {
    load(undefined, [])
  }, [name, load])
  const { items, next, error, isLoading } = state
  const more = () => (next === null ? Promise.resolve() : load(next, items))
  return { items, error, isLoading, hasMore: next !== null, more, reload: () => load(undefined, []) }
}
