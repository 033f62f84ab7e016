import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { cardOfMonth, putCardAway } from '../../session/monthlyCard'
import { Card } from '../../ui/Card'
import { Page } from '../../ui/Page'
import { Row } from '../../ui/Row'
import { open } from '../../wechat/navigation'
import './help.scss'
import { type SecurityCard, securityCards } from './securityCards'
import { helpWords } from './words'

/** One minute about security each month, and those of the other months. Opened, this month's counts as read. */
export default function MonthPage() {
  const words = helpWords()
  const cards = securityCards()
  const [shown, setShown] = useState(cardOfMonth)
  useEffect(putCardAway, [])
  return (
    <Page title={words.month}>
      <OneCard card={cards[shown] as SecurityCard} />
      <Card flush>
        <Row icon="lock" title={words.toLock} onClick={() => open('lock')} />
        <Row icon="check-circle" title={words.official} onClick={() => open('official')} />
      </Card>
      <Card title={words.otherMonths} flush>
        {cards.map(
          (card, at) =>
            at !== shown && (
              <Row key={card.title} title={card.title} note={words.months(at + 1)} onClick={() => setShown(at)} />
            ),
        )}
      </Card>
    </Page>
  )
}

export function OneCard({ card: { title, lines } }: { card: SecurityCard }) {
  return (
    <Card title={title}>
      {lines.map((line, at) => (
        <View key={line} className="minute">
          <View className="minute__number">{at + 1}</View>
          <View className="minute__line">{line}</View>
        </View>
      ))}
    </Card>
  )
}
