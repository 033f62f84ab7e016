import { useCallback, useEffect, useRef, useState } from 'react'

export interface Answer<T> {
  data: T | undefined
  error: unknown
  isLoading: boolean
  reload: () => Promise<void>
}

/** Asks the server when the page opens and whenever `name` changes; a later question makes an earlier answer void. */
export function useAnswer<T>(name: string, ask: () => Promise<T>): Answer<T> {
  const [state, setState] = useState<{ data?: T; error?: unknown; isLoading: boolean }>({ isLoading: true })
  const latest = useRef({ ask, turn: 0 })
  latest.current.ask = ask
  const reload = useCallback(async () => {
    const turn = ++latest.current.turn
    setState((before) => ({ ...before, isLoading: true }))
    const answer = await latest.current.ask().then(
      (data) => ({ data, isLoading: false }),
      (error: unknown) => ({ error, isLoading: false }),
    )
    if (latest.current.turn === turn) setState(answer)
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another name is another question
  useEffect(() => {
    reload()
  }, [name, reload])
  return { data: state.data, error: state.error, isLoading: state.isLoading, reload }
}
