import Taro from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import { onH5 } from './platform'

/** Whether the phone has a network; follows it while the page lives. */
export function useOnline(): boolean {
  const [online, setOnline] = useState(true)
  useEffect(() => followNetwork(setOnline), [])
  return online
}

/** Runs when the network is back after it was gone; a change from one network to another is no reason. */
export function useBackOnline(act: () => void): void {
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    let wasOnline = true
    return followNetwork((isOnline) => {
      if (isOnline && !wasOnline) latest.current()
      wasOnline = isOnline
    })
  }, [])
}

/** Tells how it is now, and whenever that changes. */
function followNetwork(tell: (isOnline: boolean) => void): () => void {
  return onH5 ? followInBrowser(tell) : followInWeChat(tell)
}

function followInWeChat(tell: (isOnline: boolean) => void): () => void {
  const changed = ({ isConnected }: { isConnected: boolean }) => tell(isConnected)
  Taro.getNetworkType({ success: ({ networkType }) => tell(networkType !== 'none') })
  Taro.onNetworkStatusChange(changed)
  return () => Taro.offNetworkStatusChange(changed)
}

/** Taro asks a browser what kind of network it has, which computers do not say. */
function followInBrowser(tell: (isOnline: boolean) => void): () => void {
  const changed = () => tell(navigator.onLine)
  changed()
  window.addEventListener('online', changed)
  window.addEventListener('offline', changed)
  return () => {
    window.removeEventListener('online', changed)
    window.removeEventListener('offline', changed)
  }
}
