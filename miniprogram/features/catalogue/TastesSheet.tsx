import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Taste, Tastes } from '../../../shared/contract/tastes'
import { tasteWords } from '../../../shared/words/tastes'
import { asTrouble, type Trouble } from '../../answers/answer'
import { server } from '../../session/server'
import { aria } from '../../ui/aria'
import { Button } from '../../ui/Button'
import { Icon } from '../../ui/Icon'
import { Notice } from '../../ui/Notice'
import { Sheet } from '../../ui/Sheet'
import { SwitchRow } from '../../ui/Switch'
import { refusalSentence } from '../../words/refusalSentence'
import { say } from '../../words/words'
import { catalogueWords } from './words'

interface TastesSheetProps {
  tastes: Tastes
  onSaved: (tastes: Tastes) => void
  onClose: () => void
}

/** What somebody likes, in their own words and by their own choice, and whether it orders the list. */
export function TastesSheet({ tastes, onSaved, onClose }: TastesSheetProps) {
  const words = catalogueWords()
  const [chosen, setChosen] = useState<readonly Taste[]>(tastes.chosen)
  const [personal, setPersonal] = useState(tastes.personal)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<Trouble>()
  const save = async () => {
    setBusy(true)
    setTrouble(undefined)
    try {
      onSaved(await server.tastes.choose({ body: { chosen: [...chosen], personal } }))
    } catch (error) {
      setTrouble(asTrouble(error))
      setBusy(false)
    }
  }
  return (
    <Sheet title={words.tastesTitle} onClose={onClose}>
      <View className="sheet-text">{words.tastesText}</View>
      <TasteChips chosen={chosen} onChange={setChosen} />
      <View className="tastes__switch">
        <SwitchRow title={words.personal} note={words.personalNote} on={personal} onChange={setPersonal} />
      </View>
      {trouble && <Notice tone="danger">{refusalSentence(trouble)}</Notice>}
      <View className="sheet-actions">
        <Button busy={busy} onClick={save}>
          {words.save}
        </Button>
      </View>
    </Sheet>
  )
}

function TasteChips({ chosen, onChange }: { chosen: readonly Taste[]; onChange: (chosen: readonly Taste[]) => void }) {
  return (
    <View className="tastes" {...aria({ role: 'group', label: catalogueWords().tastes })}>
      {(Object.keys(tasteWords) as Taste[]).map((each) => {
        const isChosen = chosen.includes(each)
        const text = say(tasteWords[each])
        return (
          <View
            key={each}
            className={isChosen ? 'taste taste--chosen' : 'taste'}
            hoverClass="taste--pressed"
            onClick={() => onChange(isChosen ? chosen.filter((other) => other !== each) : [...chosen, each])}
            {...aria({ role: 'switch', checked: isChosen, label: text })}
          >
            <Icon name={each} size="small" />
            <View className="taste__text">{text}</View>
          </View>
        )
      })}
    </View>
  )
}
