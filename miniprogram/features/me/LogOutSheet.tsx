import { View } from '@tarojs/components'
import { useState } from 'react'
import { asTrouble } from '../../answers/answer'
import { server, session } from '../../session/server'
import { Button } from '../../ui/Button'
import { Notice } from '../../ui/Notice'
import { Sheet } from '../../ui/Sheet'
import { startOver } from '../../wechat/navigation'
import { Refusal } from '../../wechat/refusal'
import { refusalSentence } from '../../words/refusalSentence'
import { meWords } from './words'

export function LogOutSheet({ onClose }: { onClose: () => void }) {
  const words = meWords()
  const [busy, setBusy] = useState(false)
  const [told, setTold] = useState<string>()
  const logOut = async () => {
    setBusy(true)
    try {
      await server.identity.logOut({ params: { sessionId: 'current' } })
    } catch (error) {
      // A login that the server no longer knows is ended already; one that it could not be told of is not.
      const trouble = asTrouble(error)
      if (!(trouble instanceof Refusal)) {
        setTold(refusalSentence(trouble))
        return setBusy(false)
      }
    }
    session.signOut()
    startOver('me')
  }
  return (
    <Sheet title={words.logOutTitle} onClose={onClose}>
      <View className="sheet-text">{words.logOutText}</View>
      {told && <Notice tone="danger">{told}</Notice>}
      <View className="sheet-actions">
        <Button kind="danger" busy={busy} onClick={logOut}>
          {words.logOutConfirm}
        </Button>
        <Button kind="plain" onClick={onClose}>
          {words.cancel}
        </Button>
      </View>
    </Sheet>
  )
}
