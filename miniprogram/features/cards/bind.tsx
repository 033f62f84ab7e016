import { View } from '@tarojs/components'
import { type ReactNode, useState } from 'react'
import type { PrivacyText } from '../../../shared/contract/privacy'
import { useAnswer } from '../../answers/useAnswer'
import { server, session } from '../../session/server'
import { whoAmI } from '../../session/whoAmI'
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
  const { answer, reload } = useAnswer(load)
  const [form, setForm] = useState<CardForm>({ name: '', last4: '', phone: undefined })
  const [challenge, setChallenge] = useState<Challenge>()
  const [bound, setBound] = useState<BoundReply>()
  return (
    <Page title={words.bindTitle}>
      <Answered answer={answer} reload={reload}>
        {({ me, text }) => {
          if (bound) return <Bound reply={bound} />
          if (!me || text) return <Begin isKnown={me !== null} text={text} reload={reload} />
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

/** Who it is, and the text that they have to agree to before they are asked for anything. */
async function load() {
  const me = await whoAmI()
  return { me, text: me?.consent?.current ? null : await server.privacy.text() }
}

interface BeginProps {
  isKnown: boolean
  text: PrivacyText | null
  reload: () => Promise<void>
}

/** The consent, before anything is taken in; for a stranger it is the login, too. */
function Begin({ isKnown, text, reload }: BeginProps) {
  const words = cardsWords()
  const agree = async (version: string) => {
    if (isKnown) await server.privacy.agree({ body: { version } })
    else await session.signIn('month', version)
    await reload()
  }
  return (
    <>
      <View className="bind">
        <StepHead title={words.beginTitle} text={words.beginText} />
      </View>
      {text && (
        <ConsentStep
          text={text}
          reload={reload}
          agreeText={words.agree}
          onAgree={agree}
          onDisagree={() => replace('catalogue')}
        />
      )}
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
