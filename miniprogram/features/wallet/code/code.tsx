import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import type { Redemption } from '../../../../shared/contract/redemption'
import { useAnswer } from '../../../answers/useAnswer'
import { server } from '../../../session/server'
import { Answered } from '../../../ui/Answered'
import { Button } from '../../../ui/Button'
import { Card } from '../../../ui/Card'
import { Notice } from '../../../ui/Notice'
import { Page } from '../../../ui/Page'
import { Row } from '../../../ui/Row'
import { Sheet } from '../../../ui/Sheet'
import { SwitchRow } from '../../../ui/Switch'
import { open } from '../../../wechat/navigation'
import { useHidden, usePageParams, useShown } from '../../../wechat/page'
import { useHiddenFromCapture } from '../../../wechat/screen'
import { sealedStorage } from '../../../wechat/sealedStorage'
import { StepUpStep } from '../../redemption/StepUpStep'
import { redemptionWords } from '../../redemption/words'
import { useMarkUsed } from '../useMarkUsed'
import { walletWords } from '../words'
import './code.scss'
import { forgetCode, isKept, keepCode } from './fetchCode'
import { Ticket } from './Ticket'
import { type ShownCode, useShownCode } from './useShownCode'

/** One code, large and bright, for whoever has to scan or type it. */
export default function CodePage() {
  const { id = '', show } = usePageParams()
  const ask = () => server.redemption.one({ params: { redemptionId: id } })
  const { answer, reload, put } = useAnswer(ask, { keep: `redemption:${id}` })
  const [inFront, setInFront] = useState(true)
  useShown(() => setInFront(true))
  useHidden(() => setInFront(false))
  useHiddenFromCapture(inFront)
  return (
    <Page title={walletWords().codeTitle}>
      <Answered answer={answer} reload={reload}>
        {(redemption) => <Code redemption={redemption} atOnce={show === 'yes'} put={put} />}
      </Answered>
    </Page>
  )
}

interface CodeProps {
  redemption: Redemption
  /** The tap that led here asked for the code already. */
  atOnce: boolean
  put: (redemption: Redemption) => void
}

function Code({ redemption, atOnce, put }: CodeProps) {
  const words = walletWords()
  const { id, expired, usedAt, state } = redemption
  const hasCode = state === 'delivered' && redemption.delivery !== 'topup' && !expired
  const shown = useShownCode(id, { atOnce: atOnce && hasCode })
  const { mark, busy, told } = useMarkUsed((marked) => {
    put(marked)
    if (marked.usedAt) shown.hide()
  })
  return (
    <>
      {shown.why?.asksProof && (
        <Sheet title={redemptionWords().stepUpTitle} onClose={shown.hide}>
          <StepUpStep
            purpose={{ for: 'reveal', redemptionId: id }}
            confirm={words.proveAndShow}
            onProven={shown.prove}
          />
        </Sheet>
      )}
      {hasCode ? (
        <Ticket redemption={redemption} shown={shown} />
      ) : (
        <View className="code-page__notice">
          <Notice tone="warn">{expired ? words.expiredText : words.noCodeYet}</Notice>
        </View>
      )}
      {told && (
        <View className="code-page__notice">
          <Notice tone="danger">{told}</Notice>
        </View>
      )}
      {usedAt && (
        <View className="code-page__notice">
          <Notice tone="good" action={{ text: words.undo, onClick: () => mark(redemption, false) }}>
            {words.usedNow}
          </Notice>
        </View>
      )}
      <Card flush>
        {hasCode && !usedAt && <KeepRow redemption={redemption} shown={shown} />}
        <Row title={words.details} onClick={() => open('result', { id, from: 'wallet' })} />
      </Card>
      {hasCode && !usedAt && (
        <View className="page__actions">
          <Button kind="soft" icon="check" busy={busy} onClick={() => mark(redemption, true)}>
            {words.iUsedIt}
          </Button>
        </View>
      )}
    </>
  )
}

/** Only where the phone can keep it encrypted, and only once it was shown: the choice is about what is seen. */
function KeepRow({ redemption, shown: { code } }: { redemption: Redemption; shown: ShownCode }) {
  const words = walletWords()
  const { id } = redemption
  const [kept, setKept] = useState(false)
  const [failed, setFailed] = useState(false)
  const sealed = sealedStorage()
  useEffect(() => {
    const store = sealedStorage()
    if (store) isKept(store, id).then(setKept)
  }, [id])
  if (!sealed || (!code && !kept)) return null
  const change = async (on: boolean) => {
    setFailed(false)
    try {
      if (on && code) await keepCode(sealed, redemption, code)
      else await forgetCode(sealed, id)
      setKept(on)
    } catch {
      // The phone's storage is full.
      setFailed(true)
    }
  }
  return (
    <SwitchRow
      title={words.keepOffline}
      note={failed ? words.keepFailed : words.keepOfflineNote}
      on={kept}
      onChange={change}
    />
  )
}
