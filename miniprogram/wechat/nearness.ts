import Taro from '@tarojs/taro'
import { onH5 } from './platform'

export interface Move {
  id: string
  near: boolean
  /** Of the element at that moment, in px. */
  height: number
}

interface Watched {
  /** The class that only the elements to be watched have. */
  className: string
  /** How far outside of what is seen still counts as near. */
  marginPx: number
}

/** Tells which elements come near to what is seen and which go, without a word for every pixel of scrolling. */
export function watchNearness(watched: Watched, tell: (move: Move) => void): () => void {
  return onH5 ? watchInBrowser(watched, tell) : watchInWeChat(watched, tell)
}

function watchInWeChat({ className, marginPx }: Watched, tell: (move: Move) => void): () => void {
  const page = Taro.getCurrentInstance().page
  if (!page) return () => {}
  const observer = Taro.createIntersectionObserver(page as never, { observeAll: true })
  const seen = (found: Taro.IntersectionObserver.ObserveCallbackResult) =>
    tell({
      id: (found as unknown as { id: string }).id,
      near: (found.intersectionRatio ?? 0) > 0,
      height: found.boundingClientRect?.height ?? 0,
    })
  const margins = { top: marginPx, bottom: marginPx }
  let isOver = false
  // The elements are on the other side of WeChat's bridge, and arrive there after the effect that asks for them.
  Taro.nextTick(() => {
    if (isOver) return
    observer.relativeToViewport(margins).observe(`.${className}`, seen)
    tellAll({ className, marginPx }, (move) => !isOver && tell(move))
  })
  return () => {
    isOver = true
    observer.disconnect()
  }
}

/** An observer says nothing of what is far away when it begins, though it may have been near when the last one ended. */
function tellAll({ className, marginPx }: Watched, tell: (move: Move) => void): void {
  const { windowHeight } = Taro.getWindowInfo()
  Taro.createSelectorQuery()
    .selectAll(`.${className}`)
    .boundingClientRect((found) => {
      for (const { id, top, bottom, height } of [found].flat() as Taro.NodesRef.BoundingClientRectCallbackResult[])
        tell({ id, near: bottom > -marginPx && top < windowHeight + marginPx, height })
    })
    .exec()
}

function watchInBrowser({ className, marginPx }: Watched, tell: (move: Move) => void): () => void {
  const elements = [...document.getElementsByClassName(className)]
  // The margin counts only against the element that scrolls, and several pages may be open one above the other.
  const root = elements[0]?.closest('.taro_page') ?? null
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting, boundingClientRect } of entries)
        tell({ id: target.id, near: isIntersecting, height: boundingClientRect.height })
    },
    { root, rootMargin: `${marginPx}px 0px` },
  )
  for (const element of elements) observer.observe(element)
  return () => observer.disconnect()
}
