import Taro from '@tarojs/taro'
import { useEffect } from 'react'
import { onH5 } from './platform'

/** As bright as it gets while a code is to be scanned, and then as it was. A browser may not change it. */
export function useBrightScreen(isBright: boolean): void {
  useEffect(() => {
    if (isBright && !onH5) return brighten()
  }, [isBright])
}

/** @returns how to make it as bright as it was */
export function brighten(): () => void {
  const before = Taro.getScreenBrightness({}).then(
    ({ value }) => value,
    () => undefined,
  )
  let isOver = false
  before.then(() => {
    if (!isOver) Taro.setScreenBrightness({ value: 1 }).catch(nothing)
  })
  return () => {
    isOver = true
    before.then((value) => {
      if (value !== undefined) Taro.setScreenBrightness({ value }).catch(nothing)
    })
  }
}

/** Keeps what is shown out of screenshots and recordings, where the phone can do that. A browser cannot. */
export function useHiddenFromCapture(isHidden: boolean): void {
  useEffect(() => {
    if (!isHidden || onH5) return
    setCapture('hidden')
    return () => setCapture('none')
  }, [isHidden])
}

function setCapture(visualEffect: 'hidden' | 'none'): void {
  Taro.setVisualEffectOnCapture({ visualEffect }).catch(nothing)
}

// Not every phone can; then there is nothing to be done.
function nothing(): void {}
