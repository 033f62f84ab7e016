import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Card as BoundCard } from '../../../shared/contract/cards'
import { asTrouble } from '../../answers/answer'
import { useAnswer } from '../../answers/useAnswer'
import { server } from '../../session/server'
import { Answered } from '../../ui/Answered'
import { Button } from '../../ui/Button'
import { Empty } from '../../ui/Empty'
import { Notice } from '../../ui/Notice'
import { Page } from '../../ui/Page'
import { open } from '../../wechat/navigation'
import { dayOf, formatDay } from '../../words/dates'
import { productName } from '../../words/productName'
import { refusalSentence } from '../../words/refusalSentence'
import './cards.scss'
import { UnbindSheet } from './UnbindSheet'
import { cardsWords } from './words'

export default function CardsPage() {
  const words = cardsWords()
  const { answer, reload, put } = useAnswer(async () => (await server.cards.list()).cards, { keep: 'cards' })
  const [unbinding, setUnbinding] = useState<BoundCard>()
  const [told, setTold] = useState<string>()
  const makeDefault = async ({ id }: BoundCard) => {
    setTold(undefined)
    try {
      put((await server.cards.makeDefault({ params: { cardId: id } })).cards)
    } catch (error) {
      setTold(refusalSentence(asTrouble(error)))
    }
  }
  const bind = { text: words.bindTitle, onClick: () => open('bind') }
  return (
    <Page title={words.cardsTitle}>
      {told && (
        <View className="page__notice">
          <Notice tone="danger">{told}</Notice>
        </View>
      )}
      <Answered answer={answer} reload={reload}>
        {(cards) =>
          cards.length === 0 ? (
            <Empty icon="card" title={words.cardsEmpty} text={words.cardsEmptyText} action={bind} />
          ) : (
            <>
              {cards.map((card) => (
                <CardItem
                  key={card.id}
                  card={card}
                  onDefault={() => makeDefault(card)}
                  onUnbind={() => setUnbinding(card)}
                />
              ))}
              <View className="page__actions">
                <Button kind="soft" icon="plus" onClick={() => open('bind')}>
                  {words.addCard}
                </Button>
              </View>
            </>
          )
        }
      </Answered>
      {unbinding && (
        <UnbindSheet
          card={unbinding}
          onClose={() => setUnbinding(undefined)}
          onUnbound={(cards) => {
            put(cards)
            setUnbinding(undefined)
          }}
        />
      )}
    </Page>
  )
}

interface CardItemProps {
  card: BoundCard
  onDefault: () => void
  onUnbind: () => void
}

function CardItem({ card, onDefault, onUnbind }: CardItemProps) {
  const words = cardsWords()
  return (
    <View className="bank-card">
      <View className="bank-card__face">
        <View className="bank-card__head">
          <View className="bank-card__brand">{words.brand}</View>
          <View>{productName(card.product)}</View>
        </View>
        <View className="bank-card__number">•••• {card.last4}</View>
        <View className="bank-card__foot">
          <View>{words.boundOn(formatDay(dayOf(card.boundAt)))}</View>
          {card.isDefault && <View className="bank-card__default">{words.isDefault}</View>}
        </View>
      </View>
      <View className="bank-card__actions">
        {!card.isDefault && (
          <Button kind="plain" size="small" onClick={onDefault}>
            {words.makeDefault}
          </Button>
        )}
        <Button kind="plain" size="small" onClick={onUnbind}>
          {words.unbind}
        </Button>
      </View>
    </View>
  )
}
