import { useEffect, useRef, useState } from 'react'
import { useHidden, useShown } from '../../wechat/page'
import { follow } from './follow'

/** Asks again with growing pauses while there is something to wait for and the page is in front. */
export function useFollowed(waiting: boolean, ask: () => Promise<unknown>): void {
  const latest = useRef(ask)
  latest.current = ask
  const [visible, setVisible] = useState(true)
  useShown(() => setVisible(true))
  useHidden(() => setVisible(false))
  const [follower] = useState(() => follow(() => latest.current()))
  useEffect(() => {
    if (!waiting || !visible) return
    follower.start()
    return follower.stop
  }, [waiting, visible, follower])
}
