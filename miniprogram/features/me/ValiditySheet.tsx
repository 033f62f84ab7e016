import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Me, Validity } from '../../../shared/contract/identity'
import { asTrouble } from '../../answers/answer'
import { session as keeper, server } from '../../session/server'
import { Choices } from '../../ui/Choices'
import { Notice } from '../../ui/Notice'
import { Sheet } from '../../ui/Sheet'
import { formatMoment } from '../../words/dates'
import { refusalSentence } from '../../words/refusalSentence'
import { meWords } from './words'

interface ValiditySheetProps {
  session: Me['session']
  onClose: () => void
  onChosen: () => void
}

export function ValiditySheet({ session, onClose, onChosen }: ValiditySheetProps) {
  const words = meWords()
  const [told, setTold] = useState<string>()
  const choose = async (validity: Validity) => {
    try {
      await server.identity.chooseValidity({ body: { validity } })
      keeper.remember(validity)
      onChosen()
    } catch (error) {
      setTold(refusalSentence(asTrouble(error)))
    }
  }
  return (
    <Sheet title={words.validity} onClose={onClose}>
      <View className="sheet-text">
        {words.validUntil(formatMoment(session.expiresAt))}。{words.validityText}
      </View>
      {told && <Notice tone="danger">{told}</Notice>}
      <Choices label={words.validity} choices={validityChoices()} chosen={session.validity} onChoose={choose} />
    </Sheet>
  )
}

export function validityChoices(): { value: Validity; text: string }[] {
  const { validities } = meWords()
  return (['day', 'month', 'quarter'] as const).map((value) => ({ value, text: validities[value] }))
}
