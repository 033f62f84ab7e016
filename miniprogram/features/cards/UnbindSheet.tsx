import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import type { Card as BoundCard, cardsContract } from '../../../shared/contract/cards'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import { asTrouble } from '../../answers/answer'
import { server } from '../../session/server'
import { Button } from '../../ui/Button'
import { Icon } from '../../ui/Icon'
import { Notice } from '../../ui/Notice'
import { Sheet } from '../../ui/Sheet'
import { Skeleton } from '../../ui/Skeleton'
import { refusalSentence } from '../../words/refusalSentence'
import { say } from '../../words/words'
import { cardsWords } from './words'

type Preview = ReplyOf<(typeof cardsContract)['unbindPreview']>

interface UnbindSheetProps {
  card: BoundCard
  onClose: () => void
  onUnbound: (cards: BoundCard[]) => void
}

/** Says what goes and what stays before a card is unbound. */
export function UnbindSheet({ card, onClose, onUnbound }: UnbindSheetProps) {
  const words = cardsWords()
  const [preview, setPreview] = useState<Preview>()
  const [busy, setBusy] = useState(false)
  const [told, setTold] = useState<string>()
  useEffect(() => {
    server.cards.unbindPreview({ params: { cardId: card.id } }).then(setPreview, (error) => {
      setTold(refusalSentence(asTrouble(error)))
    })
  }, [card.id])
  const unbind = async () => {
    setBusy(true)
    setTold(undefined)
    try {
      onUnbound((await server.cards.unbind({ params: { cardId: card.id } })).cards)
    } catch (error) {
      setTold(refusalSentence(asTrouble(error)))
      setBusy(false)
    }
  }
  return (
    <Sheet title={words.unbindTitle(card.last4)} onClose={onClose}>
      {told && <Notice tone="danger">{told}</Notice>}
      {preview ? <Consequences preview={preview} /> : !told && <Skeleton rows={2} />}
      <View className="unbind__action">
        <Button kind="danger" busy={busy} disabled={!preview} onClick={unbind}>
          {busy ? words.unbinding : words.unbindConfirm}
        </Button>
      </View>
    </Sheet>
  )
}

function Consequences({ preview }: { preview: Preview }) {
  const words = cardsWords()
  return (
    <>
      {preview.lastCard && <Notice tone="warn">{words.lastCard}</Notice>}
      <Items title={words.goes} items={preview.goes} icon="close" />
      <Items title={words.stays} items={preview.stays} icon="check" />
    </>
  )
}

interface ItemsProps {
  title: string
  items: Preview['goes']
  icon: 'close' | 'check'
}

function Items({ title, items, icon }: ItemsProps) {
  if (items.length === 0) return null
  return (
    <View className="unbind__items">
      <View className="unbind__title">{title}</View>
      {items.map((item) => (
        <View key={item.code} className={`unbind__item unbind__item--${icon}`}>
          <Icon name={icon} size="small" />
          <View className="unbind__text">{say(item)}</View>
        </View>
      ))}
    </View>
  )
}
