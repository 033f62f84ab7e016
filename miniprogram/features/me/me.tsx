import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Me } from '../../../shared/contract/identity'
import type { Trouble } from '../../answers/answer'
import { useAnswer } from '../../answers/useAnswer'
import { isCardUnread } from '../../session/monthlyCard'
import { server, session } from '../../session/server'
import { Answered } from '../../ui/Answered'
import { Button } from '../../ui/Button'
import { Card } from '../../ui/Card'
import { Select } from '../../ui/ChoiceSheet'
import { Icon } from '../../ui/Icon'
import { Page } from '../../ui/Page'
import { Row } from '../../ui/Row'
import { Tag } from '../../ui/Tag'
import { open, startOver } from '../../wechat/navigation'
import { useShown } from '../../wechat/page'
import { Refusal } from '../../wechat/refusal'
import { type LanguageChoice, languageChoice, setLanguage } from '../../wechat/system'
import { BankServices } from './BankServices'
import { LogOutSheet } from './LogOutSheet'
import './me.scss'
import { ValiditySheet } from './ValiditySheet'
import { meWords } from './words'

export default function MePage() {
  const words = meWords()
  const { answer, reload } = useAnswer(askWhoIAm, { keep: 'me' })
  const stranger = answer.phase === 'failed' && isNobody(answer.trouble)
  return (
    <Page title={words.title} tab="me">
      {stranger ? (
        <Stranger />
      ) : (
        <Answered answer={answer} reload={reload}>
          {(me) => <Mine me={me} reload={reload} />}
        </Answered>
      )}
      <Settings isStranger={stranger} />
      <BankServices />
      <Service />
    </Page>
  )
}

/** Any other refusal is told as what it is. */
function isNobody(trouble: Trouble): boolean {
  return trouble instanceof Refusal && (trouble.code === 'session_missing' || trouble.code === 'session_ended')
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
  const isCardholder = me.level === 'cardholder'
  return (
    <>
      <Profile title={me.phoneMasked ?? words.noPhone} text={words.levels[me.level]} />
      <Card flush>
        {isCardholder ? (
          <Row icon="card" title={words.cards} onClick={() => open('cards')} />
        ) : (
          <Row icon="card" title={words.bindFirst} note={words.bindFirstNote} onClick={() => open('bind')} />
        )}
        {isCardholder && <Row icon="list" title={words.ledger} onClick={() => open('ledger')} />}
        <Row icon="bell" title={words.inbox} onClick={() => open('inbox')} />
      </Card>
      <Card flush>
        <Row
          icon="clock"
          title={words.notifications}
          note={words.notificationsNote}
          onClick={() => open('notifications')}
        />
        {isCardholder && <Row icon="lock" title={words.lock} note={words.lockNote} onClick={() => open('lock')} />}
      </Card>
      <Logins me={me} reload={reload} />
    </>
  )
}

/** Where and for how long this person is logged in, and the way out. */
function Logins({ me, reload }: { me: Me; reload: () => Promise<void> }) {
  const words = meWords()
  const [sheet, setSheet] = useState<'validity' | 'logOut'>()
  const close = () => setSheet(undefined)
  const chosen = () => {
    close()
    reload()
  }
  return (
    <>
      <Card flush>
        <Row icon="device" title={words.devices} onClick={() => open('devices')} />
        <Row
          icon="calendar"
          title={words.validity}
          end={words.validities[me.session.validity]}
          onClick={() => setSheet('validity')}
        />
        <Row icon="exit" title={words.logOut} onClick={() => setSheet('logOut')} />
      </Card>
      {sheet === 'validity' && <ValiditySheet session={me.session} onClose={close} onChosen={chosen} />}
      {sheet === 'logOut' && <LogOutSheet onClose={close} />}
    </>
  )
}

function Settings({ isStranger }: { isStranger: boolean }) {
  const words = meWords()
  const languages = (['phone', 'zh', 'en'] as const).map((value) => ({ value, text: words.languages[value] }))
  const choose = (choice: LanguageChoice) => {
    setLanguage(choice)
    startOver('me')
  }
  return (
    <Card flush>
      <Row
        icon="shield"
        title={words.privacy}
        note={isStranger ? words.privacyGuest : words.privacyNote}
        onClick={() => open('privacy')}
      />
      <Select icon="language" title={words.language} choices={languages} chosen={languageChoice()} onChoose={choose} />
    </Card>
  )
}

/** This month's card: a line in its place with a word beside it until it was opened, never a window. */
function MonthRow() {
  const words = meWords()
  const [isNew, setNew] = useState(isCardUnread)
  useShown(() => setNew(isCardUnread()))
  return (
    <Row
      icon="lock"
      title={words.month}
      note={words.monthNote}
      end={isNew ? <Tag tone="brand">{words.monthNew}</Tag> : undefined}
      onClick={() => open('month')}
    />
  )
}

function Service() {
  const words = meWords()
  return (
    <Card flush>
      <Row icon="help" title={words.help} note={words.helpNote} onClick={() => open('help')} />
      <MonthRow />
      <Row icon="check-circle" title={words.official} note={words.officialNote} onClick={() => open('official')} />
      <Row icon="info" title={words.about} onClick={() => open('about')} />
    </Card>
  )
}
