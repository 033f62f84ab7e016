import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Consent } from '../../../shared/contract/identity'
import { asTrouble } from '../../answers/answer'
import { useAnswer } from '../../answers/useAnswer'
import { server, session } from '../../session/server'
import { whoAmI } from '../../session/whoAmI'
import { Answered } from '../../ui/Answered'
import { Button } from '../../ui/Button'
import { Card } from '../../ui/Card'
import { Notice } from '../../ui/Notice'
import { Page } from '../../ui/Page'
import { Row } from '../../ui/Row'
import { Sheet } from '../../ui/Sheet'
import { open, startOver } from '../../wechat/navigation'
import { onH5 } from '../../wechat/platform'
import { openPrivacyContract } from '../../wechat/privacy'
import { formatDay, formatMoment } from '../../words/dates'
import { refusalSentence } from '../../words/refusalSentence'
import { privacyWords } from './words'

/** What was agreed to, and everything that may be done about one's own data. */
export default function PrivacyPage() {
  const words = privacyWords()
  const { answer, reload } = useAnswer(load)
  return (
    <Page title={words.title}>
      <Answered answer={answer} reload={reload}>
        {({ text, me }) => (
          <>
            <Card flush>
              <Row
                icon="shield"
                title={words.text}
                note={words.version(text.version, formatDay(text.since))}
                onClick={() => open('privacyText')}
              />
              {!onH5 && <Row icon="outward" title={words.contract} onClick={openPrivacyContract} />}
            </Card>
            {me ? <Mine consent={me.consent} /> : <View className="page__note">{words.guest}</View>}
          </>
        )}
      </Answered>
    </Page>
  )
}

async function load() {
  const [text, me] = await Promise.all([server.privacy.text(), whoAmI()])
  return { text, me }
}

function Mine({ consent }: { consent: Consent | null }) {
  const words = privacyWords()
  const [isAsked, setAsked] = useState(false)
  return (
    <>
      <Card flush>
        <Row icon="check-circle" title={words.agreed} note={<ConsentNote consent={consent} />} />
        <Row icon="list" title={words.mine} note={words.mineNote} onClick={() => open('myData')} />
      </Card>
      <Card flush>
        <Row icon="return" title={words.withdraw} onClick={() => setAsked(true)} />
        <Row icon="close" title={words.remove} note={words.removeNote} onClick={() => open('deletion')} />
      </Card>
      {isAsked && <WithdrawSheet onClose={() => setAsked(false)} />}
    </>
  )
}

function ConsentNote({ consent }: { consent: Consent | null }) {
  const words = privacyWords()
  if (!consent) return <>{words.agreedNot}</>
  return (
    <>
      <View>{words.agreedOn(consent.version, formatMoment(consent.agreedAt))}</View>
      {!consent.current && <View>{words.agreedOlder}</View>}
    </>
  )
}

function WithdrawSheet({ onClose }: { onClose: () => void }) {
  const words = privacyWords()
  const [busy, setBusy] = useState(false)
  const [told, setTold] = useState<string>()
  const withdraw = async () => {
    setBusy(true)
    try {
      await server.privacy.withdraw()
    } catch (error) {
      setTold(refusalSentence(asTrouble(error)))
      return setBusy(false)
    }
    session.signOut()
    startOver('me')
  }
  return (
    <Sheet title={words.withdrawTitle} onClose={onClose}>
      <View className="sheet-text">{words.withdrawText}</View>
      {told && <Notice tone="danger">{told}</Notice>}
      <View className="sheet-actions">
        <Button kind="danger" busy={busy} onClick={withdraw}>
          {words.withdrawConfirm}
        </Button>
        <Button kind="plain" onClick={onClose}>
          {words.cancel}
        </Button>
      </View>
    </Sheet>
  )
}
