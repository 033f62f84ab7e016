import Taro, { useDidHide, useDidShow, useLaunch, usePullDownRefresh, useReachBottom, useRouter } from '@tarojs/taro'

/** Runs once, when the mini-program starts. */
export const useStarted = (act: () => void) => useLaunch(act)

/** Runs each time the page comes to the front, the first time included. */
export const useShown = (act: () => void) => useDidShow(act)

export const useHidden = (act: () => void) => useDidHide(act)

/** Refreshes when pulled, and lets go of the page when the refresh has ended, also when it failed. */
export function usePull(refresh: () => Promise<unknown>): void {
  usePullDownRefresh(() => {
    const letGo = () => Taro.stopPullDownRefresh()
    refresh().then(letGo, letGo)
  })
}

export const useEndReached = (act: () => void) => useReachBottom(act)

export function usePageParams(): Record<string, string | undefined> {
  const { params } = useRouter()
  return params
}

/** To where the page begins, as for the next leaf of a list. */
export function toTop(): void {
  Taro.pageScrollTo({ scrollTop: 0, duration: 0 })
}
