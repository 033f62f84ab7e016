import { View } from '@tarojs/components'
import { type ReactNode, useState } from 'react'
import type { Me } from '../../../shared/contract/identity'
import { useAnswer } from '../../answers/useAnswer'
import { server, session } from '../../session/server'
import { Answered } from '../../ui/Answered'
import { Page } from '../../ui/Page'
import { Progress } from '../../ui/Progress'
import { replace } from '../../wechat/navigation'
import { ConsentStep } from '../privacy/ConsentStep'
import type { BoundReply, Challenge } from './askForPassword'
import { Bound } from './Bound'
import './cards.scss'
import { CardStep } from './CardStep'
import type { CardForm } from './cardForm'
import { OtpStep } from './OtpStep'
import { PhoneStep } from './PhoneStep'
import { StepHead } from './StepHead'
import { cardsWords } from './words'

const steps = 3

/** Consent, phone, card, one-time password; each step can be gone back from, and what was typed stays while the page lives. */
export default function BindPage() {
  const words = cardsWords()
  const { answer, reload } = useAnswer(whoAmI)
  const [form, setForm] = useState<CardForm>({ name: '', last4: '', phone: undefined })
  const [challenge, setChallenge] = useState<Challenge>()
  const [bound, setBound] = useState<BoundReply>()
  return (
    <Page title={words.bindTitle}>
      <Answered answer={answer} reload={reload}>
        {(me) => {
          if (bound) return <Bound reply={bound} />
          if (!me?.consent?.current) return <Begin isKnown={me !== null} onAgreed={reload} />
          if (me.level === 'visitor') {
            return (
              <Step number={1}>
                <PhoneStep onVerified={reload} />
              </Step>
            )
          }
          if (!challenge) {
            return (
              <Step number={2}>
                <CardStep
                  form={form}
                  onForm={setForm}
                  phoneMasked={me.phoneMasked ?? ''}
                  onSent={setChallenge}
                  onStale={reload}
                />
              </Step>
            )
          }
          return (
            <Step number={3}>
              <OtpStep
                form={form}
                challenge={challenge}
                onChallenge={setChallenge}
                onBack={() => setChallenge(undefined)}
                onBound={setBound}
              />
            </Step>
          )
        }}
      </Answered>
    </Page>
  )
}

/** Nobody is asked who they are before they have agreed to the text on privacy. */
async function whoAmI(): Promise<Me | null> {
  return session.signedOut() ? null : server.identity.me()
}

/** The consent, before anything is taken in; for a stranger it is the login, too. */
function Begin({ isKnown, onAgreed }: { isKnown: boolean; onAgreed: () => Promise<void> }) {
  const words = cardsWords()
  const agree = async (version: string) => {
    if (isKnown) await server.privacy.agree({ body: { version } })
    else await session.signIn('month', version)
    await onAgreed()
  }
  return (
    <>
      <View className="bind">
        <StepHead title={words.beginTitle} text={words.beginText} />
      </View>
      <ConsentStep agreeText={words.agree} onAgree={agree} onDisagree={() => replace('catalogue')} />
    </>
  )
}

function Step({ number, children }: { number: number; children: ReactNode }) {
  const said = cardsWords().step(number, steps)
  return (
    <View className="bind">
      <View className="bind__progress">
        <Progress value={number} max={steps} label={said} text={said} />
      </View>
      <View className="bind__step">{said}</View>
      {children}
    </View>
  )
}
