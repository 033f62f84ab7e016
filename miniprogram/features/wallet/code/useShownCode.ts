import { useCallback, useEffect, useRef, useState } from 'react'
import { asTrouble } from '../../../answers/answer'
import { server } from '../../../session/server'
import { now } from '../../../wechat/chance'
import { useHidden } from '../../../wechat/page'
import { Unanswered } from '../../../wechat/refusal'
import { sealedStorage } from '../../../wechat/sealedStorage'
import { refusalSentence } from '../../../words/refusalSentence'
import { walletWords } from '../words'
import { type Fetched, fetchCode } from './fetchCode'

/** Long enough to be read out or scanned, too short to be forgotten on a table. */
const shownMs = 60_000

interface ShownCode {
  /** Undefined while it is masked. */
  code: Fetched | undefined
  busy: boolean
  told: string | undefined
  show: () => void
  hide: () => void
}

/** The whole code for a minute, and only while the page is in front. */
export function useShownCode(redemptionId: string, { atOnce }: { atOnce: boolean }): ShownCode {
  const [code, setCode] = useState<Fetched>()
  const [busy, setBusy] = useState(false)
  const [told, setTold] = useState<string>()
  // Counts up with each hiding: what arrives after its page was left is not shown.
  const turn = useRef(0)
  const hide = useCallback(() => {
    turn.current++
    setBusy(false)
    setCode(undefined)
  }, [])
  const show = useCallback(async () => {
    const mine = ++turn.current
    const isLate = () => turn.current !== mine
    setBusy(true)
    setTold(undefined)
    const reveal = (id: string) => server.redemption.reveal({ params: { redemptionId: id }, body: {} })
    try {
      const fetched = await fetchCode({ sealed: sealedStorage(), reveal, now }, redemptionId)
      if (!isLate()) setCode(fetched)
    } catch (error) {
      if (!isLate()) setTold(sentenceFor(error))
    }
    if (!isLate()) setBusy(false)
  }, [redemptionId])

  useHidden(hide)
  useEffect(() => {
    if (atOnce) show()
    return () => {
      turn.current++
    }
  }, [atOnce, show])
  useEffect(() => {
    if (!code) return
    const timer = setTimeout(hide, shownMs)
    return () => clearTimeout(timer)
  }, [code, hide])
  return { code, busy, told, show, hide }
}

function sentenceFor(error: unknown): string {
  const trouble = asTrouble(error)
  const isOffline = trouble instanceof Unanswered && trouble.cause === 'network'
  return isOffline ? walletWords().needsNetwork : refusalSentence(trouble)
}
