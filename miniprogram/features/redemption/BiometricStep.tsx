import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import type { StepUpPurpose } from '../../../shared/contract/security'
import { asTrouble, type Trouble } from '../../answers/answer'
import { server } from '../../session/server'
import { Button } from '../../ui/Button'
import { Notice } from '../../ui/Notice'
import { Refusal } from '../../wechat/refusal'
import { type BiometricWay, biometricWay, signByBiometric } from '../../wechat/soter'
import { refusalSentence } from '../../words/refusalSentence'
import { stepUpWords } from './stepUpWords'

interface Asked {
  stepUpId: string
  challenge: string
}

/** What this device can sign in place of a one-time password; undefined until that is known, null where it can sign nothing. */
export type Biometric = { way: BiometricWay; asked: Asked } | null | undefined

/**
 * Asks the phone what it can, and the server whether this device may: what it is to sign comes with the yes. A device does
 * not vouch for itself, so nobody is asked where it is to become a trusted one.
 */
export function useBiometric(purpose: StepUpPurpose): Biometric {
  const [biometric, setBiometric] = useState<Biometric>(purpose.for === 'device' ? null : undefined)
  const [body] = useState(purpose)
  useEffect(() => {
    if (body.for === 'device') return
    let isHere = true
    const settle = (found: Biometric) => isHere && setBiometric(found)
    biometricWay()
      .then(async (way) => settle(way && { way, asked: await server.security.askBiometric({ body }) }))
      .catch(() => settle(null))
    return () => {
      isHere = false
    }
  }, [body])
  return biometric
}

/** So often somebody tries before the password is the quicker way. */
const triesAtMost = 3

interface BiometricStepProps {
  purpose: StepUpPurpose
  biometric: NonNullable<Biometric>
  onProven: (token: string) => void
  /** The one-time password instead. */
  onOtherwise: () => void
}

export function BiometricStep({ purpose, biometric, onProven, onOtherwise }: BiometricStepProps) {
  const words = stepUpWords()
  const { isBusy, trouble, prove } = useProof({ purpose, biometric, onProven, onOtherwise })
  // The sentence sends them to the password then, and so does the button.
  const isRefused = trouble instanceof Refusal
  return (
    <View className="step-up">
      <View className="sheet-text">{words.biometricText[biometric.way]}</View>
      {trouble && <Notice tone="danger">{trouble === 'not_known' ? words.notKnown : refusalSentence(trouble)}</Notice>}
      <View className="sheet-actions">
        <Button kind={isRefused ? 'plain' : 'primary'} busy={isBusy} onClick={prove}>
          {isBusy ? words.checking : words.biometric[biometric.way]}
        </Button>
        <Button kind={isRefused ? 'primary' : 'plain'} disabled={isBusy} onClick={onOtherwise}>
          {words.byPassword}
        </Button>
      </View>
    </View>
  )
}

function useProof({ purpose, biometric, onProven, onOtherwise }: BiometricStepProps) {
  const [asked, setAsked] = useState<Asked | undefined>(biometric.asked)
  const [failures, setFailures] = useState(0)
  const [isBusy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | 'not_known'>()
  const fail = (why: Trouble | 'not_known') => {
    if (failures + 1 >= triesAtMost) return onOtherwise()
    setFailures(failures + 1)
    setTrouble(why)
    setBusy(false)
  }
  const prove = async () => {
    setBusy(true)
    setTrouble(undefined)
    try {
      const { stepUpId, challenge } = asked ?? (await server.security.askBiometric({ body: purpose }))
      const signed = await signByBiometric(biometric.way, { challenge, reason: stepUpWords().reason })
      if (signed === 'gone') return onOtherwise()
      // A text is signed once, or it is too old by now.
      setAsked(undefined)
      if (signed === 'again') return fail('not_known')
      onProven((await server.security.checkBiometric({ params: { stepUpId }, body: signed })).stepUpToken)
    } catch (error) {
      const why = asTrouble(error)
      if (why instanceof Refusal && why.code !== 'biometric_refused') return onOtherwise()
      fail(why)
    }
  }
  return { isBusy, trouble, prove }
}
