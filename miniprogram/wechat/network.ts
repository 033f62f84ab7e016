import Taro from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'

/** Whether the phone has a network; follows it while the page lives. */
export function useOnline(): boolean {
  const [online, setOnline] = useState(true)
  useEffect(() => {
    const changed = ({ isConnected }: { isConnected: boolean }) => setOnline(isConnected)
    Taro.getNetworkType({ success: ({ networkType }) => setOnline(networkType !== 'none') })
    Taro.onNetworkStatusChange(changed)
    return () => Taro.offNetworkStatusChange(changed)
  }, [])
  return online
}

/** Runs when the network is back after it was gone; a change from one network to another is no reason. */
export function useBackOnline(act: () => void): void {
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    let wasOnline = true
    const changed = ({ isConnected }: { isConnected: boolean }) => {
      if (isConnected && !wasOnline) latest.current()
      wasOnline = isConnected
    }
    Taro.getNetworkType({
      success: ({ networkType }) => {
        wasOnline = networkType !== 'none'
      },
    })
    Taro.onNetworkStatusChange(changed)
    return () => Taro.offNetworkStatusChange(changed)
  }, [])
}
