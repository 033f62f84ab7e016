import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Taste, Tastes } from '../../../shared/contract/tastes'
import { tasteWords } from '../../../shared/words/tastes'
import { asTrouble, type Trouble } from '../../answers/answer'
import { server } from '../../session/server'
import { Button } from '../../ui/Button'
import { Notice } from '../../ui/Notice'
import { Sheet } from '../../ui/Sheet'
import { refusalSentence } from '../../words/refusalSentence'
import { say } from '../../words/words'
import { catalogueWords } from './words'

interface WhySheetProps {
  because: Taste
  tastes: Tastes
  onChange: () => void
  onSaved: (tastes: Tastes) => void
  onClose: () => void
}

/** Why a benefit stands where it does, and the way to have it otherwise. */
export function WhySheet({ because, tastes, onChange, onSaved, onClose }: WhySheetProps) {
  const words = catalogueWords()
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<Trouble>()
  const switchOff = async () => {
    setBusy(true)
    setTrouble(undefined)
    try {
      onSaved(await server.tastes.choose({ body: { chosen: tastes.chosen, personal: false } }))
    } catch (error) {
      setTrouble(asTrouble(error))
      setBusy(false)
    }
  }
  return (
    <Sheet title={words.whyTitle} onClose={onClose}>
      <View className="sheet-text">{words.whyText(say(tasteWords[because]))}</View>
      {trouble && <Notice tone="danger">{refusalSentence(trouble)}</Notice>}
      <View className="sheet-actions">
        <Button onClick={onChange}>{words.changeTastes}</Button>
        <Button kind="plain" busy={busy} onClick={switchOff}>
          {words.switchOff}
        </Button>
      </View>
    </Sheet>
  )
}
