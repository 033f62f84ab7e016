import { View } from '@tarojs/components'
import { formatPoints } from '../../../shared/values/points'
import { Button } from '../../ui/Button'
import { Icon } from '../../ui/Icon'
import { replace } from '../../wechat/navigation'
import type { BoundReply } from './askForPassword'
import { cardsWords } from './words'

export function Bound({ reply }: { reply: BoundReply }) {
  const words = cardsWords()
  const { spends, points } = reply.credited
  return (
    <>
      <View className="bound">
        <View className="bound__sign">
          <Icon name="check" size="huge" />
        </View>
        <View className="bound__title">{words.boundTitle}</View>
        <View className="bound__text">{words.boundText(reply.card.last4)}</View>
        <View className="bound__text">
          {spends > 0 ? words.credited(formatPoints(spends), formatPoints(points)) : words.nothingCredited}
        </View>
      </View>
      <View className="page__actions">
        <Button onClick={() => replace('home')}>{words.seeHome}</Button>
        {spends > 0 && (
          <Button kind="plain" onClick={() => replace('ledger')}>
            {words.seePoints}
          </Button>
        )}
      </View>
    </>
  )
}
