import { View } from '@tarojs/components'
import { useState } from 'react'
import { asTrouble } from '../../answers/answer'
import { useAnswer } from '../../answers/useAnswer'
import { server, session } from '../../session/server'
import { Answered } from '../../ui/Answered'
import { Button } from '../../ui/Button'
import { Card } from '../../ui/Card'
import { Icon } from '../../ui/Icon'
import { Notice } from '../../ui/Notice'
import { Page } from '../../ui/Page'
import { Sheet } from '../../ui/Sheet'
import { Tag } from '../../ui/Tag'
import { startOver } from '../../wechat/navigation'
import { formatMoment } from '../../words/dates'
import { refusalSentence } from '../../words/refusalSentence'
import './identity.scss'
import { identityWords } from './words'

type Login = Awaited<ReturnType<typeof server.identity.devices>>['sessions'][number]

export default function DevicesPage() {
  const words = identityWords()
  const { answer, reload } = useAnswer(async () => (await server.identity.devices()).sessions)
  const [asking, setAsking] = useState(false)
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
  const endAll = () => end(() => server.identity.logOutEverywhere(), true)
  return (
    <Page title={words.devicesTitle}>
      {told && (
        <View className="page__notice">
          <Notice tone="danger">{told}</Notice>
        </View>
      )}
      <Answered answer={answer} reload={reload}>
        {(logins) => (
          <>
            <Card flush>
              {logins.map((login) => (
                <Device key={login.id} login={login} onEnd={() => endOne(login)} />
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
      {asking && <EndAllSheet onClose={() => setAsking(false)} onConfirm={endAll} />}
    </Page>
  )
}

function Device({ login, onEnd }: { login: Login; onEnd: () => void }) {
  const words = identityWords()
  return (
    <View className="device">
      <View className="device__icon">
        <Icon name="device" />
      </View>
      <View className="device__words">
        <View className="device__name">
          {login.device || words.unnamed}
          {login.current && <Tag tone="brand">{words.current}</Tag>}
        </View>
        <View className="device__note">{words.lastSeen(formatMoment(login.lastSeenAt))}</View>
        <View className="device__note">{words.expires(formatMoment(login.expiresAt))}</View>
      </View>
      <Button kind="plain" size="small" label={`${words.end} ${login.device}`} onClick={onEnd}>
        {words.end}
      </Button>
    </View>
  )
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
