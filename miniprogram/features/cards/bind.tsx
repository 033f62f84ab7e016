import { View } from '@tarojs/components'
import { type ReactNode, useState } from 'react'
import { useAnswer } from '../../answers/useAnswer'
import { server } from '../../session/server'
import { Answered } from '../../ui/Answered'
import { Page } from '../../ui/Page'
import { Progress } from '../../ui/Progress'
import type { BoundReply, Challenge } from './askForPassword'
import { Bound } from './Bound'
import './cards.scss'
import { CardStep } from './CardStep'
import type { CardForm } from './cardForm'
import { OtpStep } from './OtpStep'
import { PhoneStep } from './PhoneStep'
import { cardsWords } from './words'

const steps = 3

/** Phone, card, one-time password; each step can be gone back from, and what was typed stays while the page lives. */
export default function BindPage() {
  const words = cardsWords()
  const { answer, reload } = useAnswer(() => server.identity.me())
  const [form, setForm] = useState<CardForm>({ name: '', last4: '', phone: undefined })
  const [challenge, setChallenge] = useState<Challenge>()
  const [bound, setBound] = useState<BoundReply>()
  return (
    <Page title={words.bindTitle}>
      <Answered answer={answer} reload={reload}>
        {(me) => {
          if (bound) return <Bound reply={bound} />
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
                <CardStep form={form} onForm={setForm} phoneMasked={me.phoneMasked ?? ''} onSent={setChallenge} />
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
