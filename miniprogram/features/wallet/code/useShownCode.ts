import { useEffect, useState } from 'react'
import { asTrouble } from '../../../answers/answer'
import { server } from '../../../session/server'
import { now } from '../../../wechat/chance'
import { useHidden } from '../../../wechat/page'
import { Unanswered } from '../../../wechat/refusal'
import { sealedStorage } from '../../../wechat/sealedStorage'
import { refusalSentence } from '../../../words/refusalSentence'
import { walletWords } from '../words'
import { type Fetched, fetchCode } from './fetchCode'
import { type Shown, type Shutter, shutter } from './shutter'

export interface ShownCode extends Pick<Shutter, 'show' | 'hide'> {
  /** Undefined while it is masked. */
  code: Fetched | undefined
  busy: boolean
  told: string | undefined
}

/** The whole code for a minute, and only while the page is in front. */
export function useShownCode(redemptionId: string, { atOnce }: { atOnce: boolean }): ShownCode {
  const [{ code, busy, trouble }, setShown] = useState<Shown>({ busy: atOnce })
  const [{ show, hide, end }] = useState(() => shutter(() => fetchOne(redemptionId), setShown))
  useHidden(hide)
  useEffect(() => {
    if (atOnce) show()
    return end
  }, [atOnce, show, end])
  return { code, busy, told: trouble === undefined ? undefined : sentenceFor(trouble), show, hide }
}

function fetchOne(id: string): Promise<Fetched> {
  const reveal = (redemptionId: string) => server.redemption.reveal({ params: { redemptionId }, body: {} })
  return fetchCode({ sealed: sealedStorage(), reveal, now }, id)
}

function sentenceFor(error: unknown): string {
  const trouble = asTrouble(error)
  const isOffline = trouble instanceof Unanswered && trouble.cause === 'network'
  return isOffline ? walletWords().needsNetwork : refusalSentence(trouble)
}
