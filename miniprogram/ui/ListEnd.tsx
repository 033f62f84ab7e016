import { View } from '@tarojs/components'
import type { More } from '../answers/answer'
import { aria } from './aria'
import { uiWords } from './words'

/** What stands below a list that comes in parts; a part that failed can be asked for again right here. */
export function ListEnd({ more, loadMore }: { more: More; loadMore: () => void }) {
  const { moreLoading, moreFailed, noMore } = uiWords()
  if (more === 'failed') {
    return (
      <View className="list-end" hoverClass="list-end--pressed" onClick={loadMore} {...aria({ role: 'button' })}>
        {moreFailed}
      </View>
    )
  }
  return <View className="list-end">{more === 'nothing' ? noMore : moreLoading}</View>
}
