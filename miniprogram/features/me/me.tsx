import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Me } from '../../../shared/contract/identity'
import { useAnswer } from '../../answers/useAnswer'
import { server, session } from '../../session/server'
import { Answered } from '../../ui/Answered'
import { Button } from '../../ui/Button'
import { Card } from '../../ui/Card'
import { Icon } from '../../ui/Icon'
import { Page } from '../../ui/Page'
import { Row } from '../../ui/Row'
import { open } from '../../wechat/navigation'
import { Refusal } from '../../wechat/refusal'
import { BankServices } from './BankServices'
import { LogOutSheet } from './LogOutSheet'
import './me.scss'
import { ValiditySheet } from './ValiditySheet'
import { meWords } from './words'

export default function MePage() {
  const words = meWords()
  const { answer, reload } = useAnswer(askWhoIAm, { keep: 'me' })
  const stranger = answer.phase === 'failed' && answer.trouble instanceof Refusal
  return (
    <Page title={words.title} tab="me">
      {stranger ? (
        <Stranger />
      ) : (
        <Answered answer={answer} reload={reload}>
          {(me) => <Mine me={me} reload={reload} />}
        </Answered>
      )}
      <BankServices />
      <Card flush>
        <Row icon="info" title={words.about} onClick={() => open('about')} />
      </Card>
    </Page>
  )
}

/** After a logout there is nobody to ask about. */
async function askWhoIAm(): Promise<Me> {
  if (session.signedOut()) throw new Refusal('session_missing')
  return server.identity.me()
}

function Stranger() {
  const words = meWords()
  return (
    <>
      <Profile title={words.guest} text={words.guestText} />
      <View className="page__actions me__login">
        <Button onClick={() => open('login')}>{words.login}</Button>
      </View>
    </>
  )
}

function Profile({ title, text }: { title: string; text: string }) {
  return (
    <View className="profile">
      <View className="profile__picture">
        <Icon name="person" size="large" />
      </View>
      <View className="profile__words">
        <View className="profile__title">{title}</View>
        <View className="profile__text">{text}</View>
      </View>
    </View>
  )
}

function Mine({ me, reload }: { me: Me; reload: () => Promise<void> }) {
  const words = meWords()
  const [sheet, setSheet] = useState<'validity' | 'logOut'>()
  const close = () => setSheet(undefined)
  return (
    <>
      <Profile title={me.phoneMasked ?? words.noPhone} text={words.levels[me.level]} />
      <Card flush>
        <Row icon="card" title={words.cards} onClick={() => open('cards')} />
        <Row icon="list" title={words.ledger} onClick={() => open('ledger')} />
      </Card>
      <Card flush>
        <Row icon="device" title={words.devices} onClick={() => open('devices')} />
        <Row
          icon="clock"
          title={words.validity}
          end={words.validities[me.session.validity]}
          onClick={() => setSheet('validity')}
        />
        <Row icon="exit" title={words.logOut} onClick={() => setSheet('logOut')} />
      </Card>
      {sheet === 'validity' && (
        <ValiditySheet
          session={me.session}
          onClose={close}
          onChosen={() => {
            close()
            reload()
          }}
        />
      )}
      {sheet === 'logOut' && <LogOutSheet onClose={close} />}
    </>
  )
}
