import { useCallback, useEffect, useRef, useState } from 'react'
import { now } from '../wechat/chance'
import { useShown } from '../wechat/page'
import { storage } from '../wechat/storage'
import { type Answer, answered, asTrouble, type Kept, slow, troubled } from './answer'
import { useAgainOnline } from './useAgainOnline'
import { useSlow } from './useSlow'

export interface Asked<T> {
  answer: Answer<T>
  reload: () => Promise<void>
  /** Puts in place what another call already answered, so that it is not asked for again. */
  put: (data: T) => void
}

/**
 * Asks the server whenever the page comes to the front, and shows the last answer meanwhile.
 * With `keep` the last answer is also kept on the phone under that name, for reading without a network or with a slow one.
 * When the network is back, it asks again by itself.
 */
export function useAnswer<T>(ask: () => Promise<T>, { keep }: { keep?: string } = {}): Asked<T> {
  const [answer, setAnswer] = useState<Answer<T>>({ phase: 'loading' })
  const latest = useRef({ ask, turn: 0, gone: false })
  latest.current.ask = ask

  const put = useCallback(
    (data: T) => {
      const at = now().toISOString()
      if (keep) storage.write(`kept:${keep}`, { data, at } satisfies Kept<T>)
      setAnswer(answered(data, at))
    },
    [keep],
  )

  const reload = useCallback(async () => {
    const turn = ++latest.current.turn
    const late = () => latest.current.gone || latest.current.turn !== turn
    try {
      const data = await latest.current.ask()
      if (!late()) put(data)
    } catch (error) {
      if (late()) return
      setAnswer((before) => troubled(before, asTrouble(error), keptUnder<T>(keep)))
    }
  }, [keep, put])

  useShown(reload)
  useAgainOnline({ answer, reload })
  const isSlow = useSlow(answer.phase === 'loading')
  useEffect(() => {
    if (isSlow) setAnswer((before) => slow(before, keptUnder<T>(keep)))
  }, [isSlow, keep])
  useEffect(() => {
    const living = latest.current
    return () => {
      living.gone = true
    }
  }, [])
  return { answer, reload, put }
}

function keptUnder<T>(name: string | undefined): Kept<T> | undefined {
  return name === undefined ? undefined : storage.read<Kept<T>>(`kept:${name}`)
}
