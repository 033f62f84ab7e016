import { View } from '@tarojs/components'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { RefusalCode } from '../../../shared/contract/refusals'
import type { StepUpPurpose } from '../../../shared/contract/security'
import { asTrouble, type Trouble } from '../../answers/answer'
import { server } from '../../session/server'
import { Button } from '../../ui/Button'
import { Field } from '../../ui/Field'
import { Notice } from '../../ui/Notice'
import { Skeleton } from '../../ui/Skeleton'
import { uiWords } from '../../ui/words'
import { now } from '../../wechat/chance'
import { demo } from '../../wechat/demo'
import { openOutside } from '../../wechat/navigation'
import { Refusal } from '../../wechat/refusal'
import { refusalSentence } from '../../words/refusalSentence'
import { useCountdown } from '../cards/useCountdown'
import { BiometricStep, useBiometric } from './BiometricStep'
import { type Challenge, knownChallenge, rememberChallenge } from './stepUpMemory'
import { stepUpWords } from './stepUpWords'

interface StepUpStepProps {
  /** What the proof will be good for, and nothing else. */
  purpose: StepUpPurpose
  /** What is done once it is proven, as the word on the button. */
  confirm: string
  onProven: (token: string) => void
}

/** Who proves that it is they who ask: by a finger or a face where this device is trusted, else by a one-time password. */
export function StepUpStep(props: StepUpStepProps) {
  const { purpose, onProven } = props
  const biometric = useBiometric(purpose)
  const [byPassword, setByPassword] = useState(() => knownChallenge(purpose, now()) !== undefined)
  if (biometric === undefined && !byPassword) return <Skeleton rows={1} />
  if (!biometric || byPassword) return <PasswordStep {...props} />
  return (
    <BiometricStep
      purpose={purpose}
      biometric={biometric}
      onProven={onProven}
      onOtherwise={() => setByPassword(true)}
    />
  )
}

/** The bank sends the password, and only now: each message costs, and disturbs. */
function PasswordStep({ purpose, confirm, onProven }: StepUpStepProps) {
  const { challenge, trouble, ask } = useChallenge(purpose)
  if (trouble) {
    return (
      <View className="step-up">
        <Notice tone="danger" action={{ text: uiWords().retry, onClick: ask }}>
          {refusalSentence(trouble)}
        </Notice>
      </View>
    )
  }
  if (!challenge) return <Skeleton rows={1} />
  return <Password key={challenge.stepUpId} challenge={challenge} confirm={confirm} onAgain={ask} onProven={onProven} />
}

function useChallenge(purpose: StepUpPurpose) {
  const [asked] = useState(purpose)
  const [challenge, setChallenge] = useState(() => knownChallenge(asked, now()))
  const [trouble, setTrouble] = useState<Trouble>()
  const ask = useCallback(async () => {
    setTrouble(undefined)
    try {
      const sent = await server.security.askStepUp({ body: asked })
      rememberChallenge(asked, sent, now())
      setChallenge(sent)
    } catch (error) {
      setTrouble(asTrouble(error))
    }
  }, [asked])
  const isKnown = useRef(challenge !== undefined)
  useEffect(() => {
    if (!isKnown.current) ask()
  }, [ask])
  return { challenge, trouble, ask }
}

interface PasswordProps extends Pick<StepUpStepProps, 'confirm' | 'onProven'> {
  challenge: Challenge
  onAgain: () => Promise<void>
}

export function Password({ challenge, confirm, onAgain, onProven }: PasswordProps) {
  const words = stepUpWords()
  const [otp, setOtp] = useState('')
  const [state, setState] = useState<'asked' | 'checking' | 'sending'>('asked')
  const [trouble, setTrouble] = useState<Trouble>()
  const left = useCountdown(challenge.resendAfterSeconds, challenge.stepUpId)
  const resend = async () => {
    setState('sending')
    await onAgain()
    setState('asked')
  }
  const check = async () => {
    setState('checking')
    setTrouble(undefined)
    try {
      const params = { stepUpId: challenge.stepUpId }
      onProven((await server.security.checkStepUp({ params, body: { otp } })).stepUpToken)
    } catch (error) {
      setTrouble(asTrouble(error))
      setState('asked')
    }
  }
  const inField = trouble instanceof Refusal && ofPassword.has(trouble.code)
  return (
    <View className="step-up">
      <View className="sheet-text">{words.text(challenge.phoneMasked)}</View>
      {trouble && !inField && <Notice tone="danger">{refusalSentence(trouble)}</Notice>}
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
      <DemoNote />
      <View className="step-up__confirm">
        <Button busy={state === 'checking'} disabled={!/^\d{4,8}$/.test(otp)} onClick={check}>
          {state === 'checking' ? words.checking : confirm}
        </Button>
      </View>
    </View>
  )
}

const ofPassword: ReadonlySet<RefusalCode> = new Set(['otp_wrong', 'otp_expired', 'otp_attempts_exceeded'])

/** Only in the demo: no message is sent there. */
function DemoNote() {
  const words = stepUpWords()
  const { wechatBaseUrl, bankBaseUrl } = demo()
  if (wechatBaseUrl === undefined) return null
  const look = bankBaseUrl ? { text: words.openSimulator, onClick: () => openOutside(bankBaseUrl) } : undefined
  return (
    <View className="step-up__demo">
      <Notice action={look}>{words.demo}</Notice>
    </View>
  )
}
