import { useCallback, useEffect, useRef, useState } from 'react'
import { now } from '../wechat/chance'
import { useShown } from '../wechat/page'
import { type Answer, answered, asTrouble, type Kept, type More, slow, troubled } from './answer'
import { keepCopy, keptCopy } from './keptCopy'
import { useAgainOnline } from './useAgainOnline'
import { useSlow } from './useSlow'

/** One part of a long list, and where the next begins. */
export interface Part<T> {
  items: T[]
  next: string | null
}

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
  /**
   * Tells items apart. With it a list of which several parts are here stays whole when somebody comes back to the page: its
   * first part is brought up to date in place, unless it has become another one.
   */
  keyOf?: (item: T) => string
}

/** What the list knows between two drawings. */
interface Living<T> extends Pick<ListSource<T>, 'ask' | 'keyOf' | 'name'> {
  shown: readonly T[]
  next: string | null
  /** The part that is under way. */
  asking: string | null
  /** Answers of earlier turns come too late. */
  turn: number
  gone: boolean
}

/** A list that comes in parts: from the start whenever the page is shown, further when its end is reached. */
export function useList<T>({ name, ask, keep = false, keyOf }: ListSource<T>): ListAsked<T> {
  const [answer, setAnswer] = useState<Answer<T[]>>({ phase: 'loading' })
  const [more, setMore] = useState<More>('nothing')
  const latest = useLiving({ name, ask, keyOf }, answer)

  const begin = useCallback(
    async (isBack: boolean) => {
      const turn = ++latest.current.turn
      const late = () => latest.current.gone || latest.current.turn !== turn
      try {
        const { items, next } = await latest.current.ask(undefined)
        if (late()) return
        const at = now().toISOString()
        if (keep) keepCopy(name, { data: items, at })
        const list = isBack ? continued(latest.current, { items, next }) : { items, next }
        latest.current.next = list.next
        latest.current.asking = null
        setMore(list.next === null ? 'nothing' : 'something')
        setAnswer(answered(list.items, at))
      } catch (error) {
        if (!late()) setAnswer((before) => troubled(before, asTrouble(error), keptUnder<T>(keep, name)))
      }
    },
    [name, keep, latest],
  )
  const reload = useCallback(() => begin(false), [begin])

  const loadMore = useCallback(async () => {
    const { next, turn } = latest.current
    if (next === null) return
    const late = () => latest.current.gone || latest.current.turn !== turn
    setMore('loading')
    // Taken at once, so that reaching the end twice asks once.
    latest.current.next = null
    latest.current.asking = next
    try {
      const part = await latest.current.ask(next)
      if (late()) return
      latest.current.next = part.next
      latest.current.asking = null
      setAnswer((before) => (before.phase === 'ready' ? { ...before, data: [...before.data, ...part.items] } : before))
      setMore(part.next === null ? 'nothing' : 'something')
    } catch {
      if (late()) return
      latest.current.next = next
      latest.current.asking = null
      setMore('failed')
    }
  }, [latest])

  const change = useCallback((items: (before: T[]) => T[]) => {
    setAnswer((before) => (before.phase === 'ready' ? { ...before, data: items(before.data) } : before))
  }, [])

  useShown(() => begin(true))
  useAgainOnline({ answer, more, reload, loadMore })
  const isSlow = useSlow(answer.phase === 'loading')
  useEffect(() => {
    if (isSlow) setAnswer((before) => slow(before, keptUnder<T>(keep, name)))
  }, [isSlow, keep, name])
  useEffect(() => {
    if (latest.current.name === name) return
    latest.current.name = name
    setAnswer({ phase: 'loading' })
    reload()
  }, [name, reload, latest])
  return { answer, more, loadMore, reload, change }
}

function keptUnder<T>(keep: boolean, name: string): Kept<T[]> | undefined {
  return keep ? keptCopy<T[]>(name) : undefined
}

function useLiving<T>(source: Pick<ListSource<T>, 'ask' | 'keyOf' | 'name'>, answer: Answer<T[]>) {
  const latest = useRef<Living<T>>({ ...source, shown: [], next: null, asking: null, turn: 0, gone: false })
  latest.current.ask = source.ask
  latest.current.keyOf = source.keyOf
  latest.current.shown = answer.phase === 'ready' ? answer.data : []
  useEffect(() => {
    const living = latest.current
    return () => {
      living.gone = true
    }
  }, [])
  return latest
}

/** The first part, asked for anew, with what was there already behind it; the part alone where it has become another one. */
function continued<T>(
  { shown, keyOf, next, asking }: Pick<Living<T>, 'shown' | 'keyOf' | 'next' | 'asking'>,
  part: Part<T>,
): Part<T> {
  const isSame =
    keyOf !== undefined &&
    shown.length > part.items.length &&
    part.items.every((item, at) => keyOf(item) === keyOf(shown[at] as T))
  if (!isSame) return part
  // A part that was on its way when the page was left is asked for again.
  return { items: [...part.items, ...shown.slice(part.items.length)], next: asking ?? next }
}
