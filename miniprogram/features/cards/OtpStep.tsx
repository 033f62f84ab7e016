import { View } from '@tarojs/components'
import { useRef, useState } from 'react'
import { asTrouble, type Trouble } from '../../answers/answer'
import { server } from '../../session/server'
import { Button } from '../../ui/Button'
import { Field } from '../../ui/Field'
import { Notice } from '../../ui/Notice'
import { newKey } from '../../wechat/chance'
import { open } from '../../wechat/navigation'
import { Refusal } from '../../wechat/refusal'
import { refusalSentence } from '../../words/refusalSentence'
import { askForPassword, type BoundReply, type Challenge } from './askForPassword'
import type { CardForm } from './cardForm'
import { DemoPassword } from './DemoPassword'
import { needsNewPassword, placeOfRefusal } from './placeOfRefusal'
import { StepHead } from './StepHead'
import { useCountdown } from './useCountdown'
import { cardsWords } from './words'

interface OtpStepProps {
  form: CardForm
  challenge: Challenge
  onChallenge: (challenge: Challenge) => void
  onBack: () => void
  onBound: (reply: BoundReply) => void
}

export function OtpStep({ form, challenge, onChallenge, onBack, onBound }: OtpStepProps) {
  const words = cardsWords()
  const [otp, setOtp] = useState('')
  const [state, setState] = useState<'asked' | 'binding' | 'sending'>('asked')
  const [trouble, setTrouble] = useState<Trouble>()
  const left = useCountdown(challenge.resendAfterSeconds, challenge.challengeId)
  const keyFor = useKeyFor()

  const act = async (kind: 'binding' | 'sending', ask: () => Promise<void>) => {
    setState(kind)
    setTrouble(undefined)
    try {
      await ask()
    } catch (error) {
      setTrouble(asTrouble(error))
    }
    setState('asked')
  }
  const bind = () =>
    act('binding', async () => {
      const body = { challengeId: challenge.challengeId, otp }
      onBound(await server.cards.bind({ body, key: keyFor(`${challenge.challengeId} ${otp}`) }))
    })
  const resend = () =>
    act('sending', async () => {
      onChallenge(await askForPassword(form))
      setOtp('')
    })

  // Of a number that is not known to be one's own, nobody is told whether the bank knows it.
  const textOf = form.phone === undefined ? words.otpText : words.otpTextOther
  const inField = trouble instanceof Refusal && placeOfRefusal(trouble.code) === 'otp'
  const renew = trouble instanceof Refusal && needsNewPassword(trouble.code)
  const nextStep = renew && left === 0 ? { text: words.resend, onClick: resend } : wayOut(trouble)
  return (
    <>
      <StepHead title={words.otpTitle} text={textOf(challenge.phoneMasked)} />
      {trouble && (!inField || renew) && (
        <View className="bind__notice">
          <Notice tone="danger" action={nextStep}>
            {refusalSentence(trouble)}
          </Notice>
        </View>
      )}
      <Field
        label={words.otp}
        kind="number"
        maxLength={8}
        value={otp}
        focus
        error={inField ? refusalSentence(trouble) : undefined}
        onInput={setOtp}
        end={
          <Button kind="plain" size="small" busy={state === 'sending'} disabled={left > 0} onClick={resend}>
            {left > 0 ? words.resendIn(left) : words.resend}
          </Button>
        }
      />
      <DemoPassword />
      <View className="bind__action">
        <Button busy={state === 'binding'} disabled={!/^\d{4,8}$/.test(otp)} onClick={bind}>
          {state === 'binding' ? words.binding : words.confirm}
        </Button>
        <Button kind="plain" onClick={onBack}>
          {words.changeCard}
        </Button>
      </View>
    </>
  )
}

/** Where a refusal that no other password mends is looked into. */
function wayOut(trouble: Trouble | undefined) {
  if (!(trouble instanceof Refusal)) return undefined
  const { haveCards, askHelp } = cardsWords()
  if (trouble.code === 'card_already_bound') return { text: haveCards, onClick: () => open('cards') }
  return trouble.code === 'card_bound_elsewhere' ? { text: askHelp, onClick: () => open('help') } : undefined
}

/** One key for one thing that is asked: trying the same password again after no answer must not count as another try. */
function useKeyFor(): (asked: string) => string {
  const keys = useRef(new Map<string, string>())
  return (asked) => {
    const known = keys.current.get(asked) ?? newKey()
    keys.current.set(asked, known)
    return known
  }
}
