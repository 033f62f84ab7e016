import { useState } from 'react'
import type { Redemption } from '../../../shared/contract/redemption'
import { asTrouble } from '../../answers/answer'
import { server } from '../../session/server'
import { sealedStorage } from '../../wechat/sealedStorage'
import { refusalSentence } from '../../words/refusalSentence'
import { forgetCode } from './code/fetchCode'

/** Notes that a code was used, or takes that back. Said twice it is said once, so it may be sent again without a key. */
export function useMarkUsed(onMarked: (redemption: Redemption) => void) {
  const [busy, setBusy] = useState(false)
  const [told, setTold] = useState<string>()
  const mark = async ({ id }: Pick<Redemption, 'id'>, used: boolean) => {
    setBusy(true)
    setTold(undefined)
    try {
      const marked = await server.redemption.markUsed({ params: { redemptionId: id }, body: { used } })
      if (marked.usedAt) await forgetCode(sealedStorage(), id)
      onMarked(marked)
    } catch (error) {
      setTold(refusalSentence(asTrouble(error)))
    }
    setBusy(false)
  }
  return { mark, busy, told }
}
