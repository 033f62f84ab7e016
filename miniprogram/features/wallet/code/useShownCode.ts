import { useEffect, useRef, useState } from 'react'
import { server } from '../../../session/server'
import { now } from '../../../wechat/chance'
import { useHidden } from '../../../wechat/page'
import { sealedStorage } from '../../../wechat/sealedStorage'
import { type Fetched, fetchCode } from './fetchCode'
import { type Shown, type Shutter, shutter } from './shutter'
import { type WhyHidden, whyHidden } from './whyHidden'

export interface ShownCode extends Pick<Shutter, 'show' | 'hide'> {
  /** Undefined while it is masked. */
  code: Fetched | undefined
  busy: boolean
  /** Undefined where nothing stands against it. */
  why: WhyHidden | undefined
  /** Shows it with the token of a step-up. */
  prove: (stepUp: string) => void
}

/** The whole code for a minute, and only while the page is in front. */
export function useShownCode(redemptionId: string, { atOnce }: { atOnce: boolean }): ShownCode {
  const proof = useRef<string>()
  const [{ code, busy, trouble }, setShown] = useState<Shown>({ busy: atOnce })
  const [{ show, hide, end }] = useState(() => shutter(() => fetchOne(redemptionId, takeOnce(proof)), setShown))
  useHidden(hide)
  useEffect(() => {
    if (atOnce) show()
    return end
  }, [atOnce, show, end])
  const prove = (stepUp: string) => {
    proof.current = stepUp
    show()
  }
  return { code, busy, why: trouble === undefined ? undefined : whyHidden(trouble), prove, show, hide }
}

/** A proof is good for once. */
function takeOnce(proof: { current: string | undefined }): string | undefined {
  const { current } = proof
  proof.current = undefined
  return current
}

function fetchOne(id: string, stepUp: string | undefined): Promise<Fetched> {
  const reveal = (redemptionId: string) => server.redemption.reveal({ params: { redemptionId }, body: { stepUp } })
  return fetchCode({ sealed: sealedStorage(), reveal, now }, id)
}
