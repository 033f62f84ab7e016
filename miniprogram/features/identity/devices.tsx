import { View } from '@tarojs/components'
import { useState } from 'react'
import { asTrouble } from '../../answers/answer'
import { useAnswer } from '../../answers/useAnswer'
import { server, session } from '../../session/server'
import { Answered } from '../../ui/Answered'
import { Button } from '../../ui/Button'
import { Card } from '../../ui/Card'
import { Notice } from '../../ui/Notice'
import { Page } from '../../ui/Page'
import { Sheet } from '../../ui/Sheet'
import { now } from '../../wechat/chance'
import { startOver } from '../../wechat/navigation'
import { type BiometricWay, biometricWay } from '../../wechat/soter'
import { formatSoon } from '../../words/dates'
import { refusalSentence } from '../../words/refusalSentence'
import { StepUpStep } from '../redemption/StepUpStep'
import { Device, type Login } from './Device'
import './identity.scss'
import { identityWords } from './words'

export default function DevicesPage() {
  const words = identityWords()
  const { answer, reload } = useAnswer(async () => {
    const [{ sessions }, way] = await Promise.all([server.identity.devices(), biometricWay()])
    return { logins: sessions, way }
  })
  const [asking, setAsking] = useState(false)
  const [trusting, setTrusting] = useState<Pick<TrustSheetProps, 'login' | 'way'>>()
  const [told, setTold] = useState<string>()
  const end = async (act: () => Promise<unknown>, here: boolean) => {
    setTold(undefined)
    try {
      await act()
    } catch (error) {
      return setTold(refusalSentence(asTrouble(error)))
    }
    if (!here) return reload()
    session.signOut()
    startOver('me')
  }
  const endOne = ({ id, current }: Login) => end(() => server.identity.logOut({ params: { sessionId: id } }), current)
  const distrust = ({ id }: Login) => end(() => server.security.distrustDevice({ params: { sessionId: id } }), false)
  const endAll = () => end(() => server.identity.logOutEverywhere(), true)
  return (
    <Page title={words.devicesTitle}>
      {told && (
        <View className="page__notice">
          <Notice tone="danger">{told}</Notice>
        </View>
      )}
      <Answered answer={answer} reload={reload}>
        {({ logins, way }) => (
          <>
            <Card flush>
              {logins.map((login) => (
                <Device
                  key={login.id}
                  login={login}
                  way={way}
                  onEnd={() => endOne(login)}
                  onTrust={() => setTrusting({ login, way })}
                  onDistrust={() => distrust(login)}
                />
              ))}
            </Card>
            <View className="page__actions">
              <Button kind="danger" onClick={() => setAsking(true)}>
                {words.endAll}
              </Button>
            </View>
          </>
        )}
      </Answered>
      {trusting && (
        <TrustSheet
          {...trusting}
          onClose={() => setTrusting(undefined)}
          onTrusted={() => {
            setTrusting(undefined)
            reload()
          }}
        />
      )}
      {asking && <EndAllSheet onClose={() => setAsking(false)} onConfirm={endAll} />}
    </Page>
  )
}

interface TrustSheetProps {
  login: Login
  way: BiometricWay | null
  onClose: () => void
  onTrusted: () => void
}

/** The bank sends a one-time password: no other proof has a device's finger count. */
function TrustSheet({ login, way, onClose, onTrusted }: TrustSheetProps) {
  const [trouble, setTrouble] = useState<string>()
  const trust = async (stepUp: string) => {
    try {
      await server.security.trustDevice({ body: { stepUp } })
      onTrusted()
    } catch (error) {
      setTrouble(refusalSentence(asTrouble(error)))
    }
  }
  const said = sheetWords(login, way)
  return (
    <Sheet title={said.title} onClose={onClose}>
      <View className="sheet-text">{said.text}</View>
      {trouble && <Notice tone="danger">{trouble}</Notice>}
      <StepUpStep purpose={{ for: 'device', sessionId: login.id }} confirm={said.confirm} onProven={trust} />
    </Sheet>
  )
}

function sheetWords({ biometricFrom }: Login, way: BiometricWay | null) {
  const words = identityWords()
  if (!biometricFrom || !way) return { title: words.trustTitle, text: words.trustText, confirm: words.trustConfirm }
  const text = words.biometricText(way, formatSoon(biometricFrom, now()))
  return { title: words.biometricNow(way), text, confirm: words.biometricConfirm }
}

function EndAllSheet({ onClose, onConfirm }: { onClose: () => void; onConfirm: () => Promise<void> }) {
  const words = identityWords()
  const [busy, setBusy] = useState(false)
  const confirm = async () => {
    setBusy(true)
    await onConfirm()
    setBusy(false)
    onClose()
  }
  return (
    <Sheet title={words.endAllTitle} onClose={onClose}>
      <View className="sheet-text">{words.endAllText}</View>
      <View className="sheet-actions">
        <Button kind="danger" busy={busy} onClick={confirm}>
          {words.endAll}
        </Button>
        <Button kind="plain" onClick={onClose}>
          {words.cancel}
        </Button>
      </View>
    </Sheet>
  )
}
