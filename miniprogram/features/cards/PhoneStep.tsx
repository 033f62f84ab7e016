import { View } from '@tarojs/components'
import { useState } from 'react'
import { asTrouble } from '../../answers/answer'
import { server } from '../../session/server'
import { Button } from '../../ui/Button'
import { Notice } from '../../ui/Notice'
import { replace } from '../../wechat/navigation'
import { phoneButton } from '../../wechat/phone'
import { Refusal } from '../../wechat/refusal'
import { refusalSentence } from '../../words/refusalSentence'
import { StepHead } from './StepHead'
import { cardsWords } from './words'

export function PhoneStep({ onVerified }: { onVerified: () => Promise<void> }) {
  const words = cardsWords()
  const [busy, setBusy] = useState(false)
  const [told, setTold] = useState<string>()
  const verify = async (code: string) => {
    setBusy(true)
    setTold(undefined)
    try {
      await server.identity.verifyPhone({ body: { code } })
      await onVerified()
    } catch (error) {
      const trouble = asTrouble(error)
      setTold(refusalSentence(trouble))
      // There is a new text to agree to: the step before this one asks.
      if (trouble instanceof Refusal && trouble.code === 'consent_required') await onVerified()
    }
    setBusy(false)
  }
  return (
    <>
      <StepHead title={words.phoneTitle} text={words.phoneText} />
      {told && (
        <View className="bind__notice">
          <Notice tone="warn">{told}</Notice>
        </View>
      )}
      <Button busy={busy} {...phoneButton({ onCode: verify, onRefused: () => setTold(words.phoneRefused) })}>
        {words.phoneButton}
      </Button>
      {told && (
        <View className="bind__after">
          <Button kind="plain" onClick={() => replace('catalogue')}>
            {words.browse}
          </Button>
        </View>
      )}
    </>
  )
}
