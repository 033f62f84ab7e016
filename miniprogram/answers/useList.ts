import { useCallback, useEffect, useRef, useState } from 'react'
import { now } from '../wechat/chance'
import { useShown } from '../wechat/page'
import { storage } from '../wechat/storage'
import { type Answer, answered, asTrouble, type Kept, troubled } from './answer'

/** One part of a long list, and where the next begins. */
export interface Part<T> {
  items: T[]
  next: string | null
}

/** What the end of the list says. */
export type More = 'nothing' | 'something' | 'loading' | 'failed'

export interface ListAsked<T> {
  answer: Answer<T[]>
  more: More
  loadMore: () => Promise<void>
  reload: () => Promise<void>
  change: (items: (before: T[]) => T[]) => void
}

interface ListSource<T> {
  /** Another name means another list: what was shown is put away and asked for anew. */
  name: string
  ask: (cursor: string | undefined) => Promise<Part<T>>
  /** Keeps the first part on the phone, for reading without a network. */
  keep?: boolean
}

/** A list that comes in parts: from the start whenever the page is shown, further when its end is reached. */
export function useList<T>({ name, ask, keep = false }: ListSource<T>): ListAsked<T> {
  const [answer, setAnswer] = useState<Answer<T[]>>({ phase: 'loading' })
  const [more, setMore] = useState<More>('nothing')
  const latest = useRef({ ask, next: null as string | null, turn: 0, name })
  latest.current.ask = ask

  const reload = useCallback(async () => {
    const turn = ++latest.current.turn
    try {
      const { items, next } = await latest.current.ask(undefined)
      if (latest.current.turn !== turn) return
      const at = now().toISOString()
      if (keep) storage.write(`kept:${name}`, { data: items, at } satisfies Kept<T[]>)
      latest.current.next = next
      setMore(next === null ? 'nothing' : 'something')
      setAnswer(answered(items, at))
    } catch (error) {
      if (latest.current.turn !== turn) return
      const kept = keep ? storage.read<Kept<T[]>>(`kept:${name}`) : undefined
      setAnswer((before) => troubled(before, asTrouble(error), kept))
    }
  }, [name, keep])

  const loadMore = useCallback(async () => {
    const { next, turn } = latest.current
    if (next === null) return
    setMore('loading')
    // Taken at once, so that reaching the end twice asks once.
    latest.current.next = null
    try {
      const part = await latest.current.ask(next)
      if (latest.current.turn !== turn) return
      latest.current.next = part.next
      setAnswer((before) => (before.phase === 'ready' ? { ...before, data: [...before.data, ...part.items] } : before))
      setMore(part.next === null ? 'nothing' : 'something')
    } catch {
      if (latest.current.turn !== turn) return
      latest.current.next = next
      setMore('failed')
    }
  }, [])

  const change = useCallback((items: (before: T[]) => T[]) => {
    setAnswer((before) => (before.phase === 'ready' ? { ...before, data: items(before.data) } : before))
  }, [])

  useShown(reload)
  useEffect(() => {
    if (latest.current.name === name) return
    latest.current.name = name
    setAnswer({ phase: 'loading' })
    reload()
  }, [name, reload])
  return { answer, more, loadMore, reload, change }
}
