import { View } from '@tarojs/components'
import { useState } from 'react'
import type { LockSettings, SecurityLock } from '../../../shared/contract/security'
import { asTrouble, type Trouble } from '../../answers/answer'
import { useAnswer } from '../../answers/useAnswer'
import { server } from '../../session/server'
import { Answered } from '../../ui/Answered'
import { Notice } from '../../ui/Notice'
import { Page } from '../../ui/Page'
import { Sheet } from '../../ui/Sheet'
import { Refusal } from '../../wechat/refusal'
import { refusalSentence } from '../../words/refusalSentence'
import { StepUpStep } from '../redemption/StepUpStep'
import { LockForm } from './LockForm'
import './settings.scss'
import { lockWords } from './words'

export default function LockPage() {
  const words = lockWords()
  const { answer, reload, put } = useAnswer(() => server.security.lock(), { keep: 'lock' })
  const { change, isSaving, trouble, asked, prove, giveUp } = useChange(put)
  const isOutOfDate = answer.phase === 'ready' && answer.trouble !== undefined
  return (
    <Page title={words.title}>
      {trouble && (
        <View className="page__notice">
          <Notice tone="danger">{refusalSentence(trouble)}</Notice>
        </View>
      )}
      <Answered answer={answer} reload={reload}>
        {(lock) => <LockForm lock={lock} still={isSaving || isOutOfDate} onChange={change} />}
      </Answered>
      {asked && (
        <Sheet title={words.stepUpTitle} onClose={giveUp}>
          <StepUpStep purpose={{ for: 'lock', lock: asked }} confirm={words.confirm} onProven={prove} />
        </Sheet>
      )}
    </Page>
  )
}

/** Sends a change; where the server asks who changes it, the same is sent again with the proof. */
function useChange(put: (lock: SecurityLock) => void) {
  const [isSaving, setSaving] = useState(false)
  const [trouble, setTrouble] = useState<Trouble>()
  const [asked, setAsked] = useState<LockSettings>()
  const send = async (lock: LockSettings, stepUp?: string) => {
    setTrouble(undefined)
    setSaving(true)
    try {
      put(await server.security.changeLock({ body: { ...lock, stepUp } }))
      setAsked(undefined)
    } catch (error) {
      const isAsked = error instanceof Refusal && error.code === 'step_up_required' && stepUp === undefined
      setAsked(isAsked ? lock : undefined)
      if (!isAsked) setTrouble(asTrouble(error))
    }
    setSaving(false)
  }
  return {
    change: (lock: LockSettings) => send(lock),
    prove: (token: string) => asked && send(asked, token),
    giveUp: () => setAsked(undefined),
    isSaving,
    trouble,
    asked,
  }
}
