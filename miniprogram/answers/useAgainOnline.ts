import { useRef } from 'react'
import { useBackOnline } from '../wechat/network'
import { useHidden, useShown } from '../wechat/page'
import { Unanswered } from '../wechat/refusal'
import type { Answer, More } from './answer'

/** Asks again by itself when the network is back; a page that is not in front asks when it is shown. */
export function useAgainOnline({ answer, more, reload, loadMore }: Again): void {
  const inFront = useRef(true)
  useShown(() => {
    inFront.current = true
  })
  useHidden(() => {
    inFront.current = false
  })
  useBackOnline(() => {
    if (!inFront.current) return
    if (isUnanswered(answer)) reload()
    else if (more === 'failed') loadMore?.()
  })
}

interface Again {
  answer: Answer<unknown>
  more?: More
  reload: () => unknown
  loadMore?: () => unknown
}

function isUnanswered(answer: Answer<unknown>): boolean {
  return answer.phase !== 'loading' && answer.trouble instanceof Unanswered
}
