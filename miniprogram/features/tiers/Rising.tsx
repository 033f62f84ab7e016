import { View } from '@tarojs/components'
import { useEffect, useRef } from 'react'
import { aria } from '../../ui/aria'
import { Icon } from '../../ui/Icon'
import { wait } from '../../wechat/chance'
import { prefersStillness } from '../../wechat/system'
import { tierName } from '../../words/tierName'
import { ceremonyWords } from './ceremonyWords'
import type { Rise } from './rise'

const longestMs = 3_000

/** The new tier rises over the spruces. A tap ends it, three seconds do, and where motion is unwelcome it never begins. */
export function Rising({ rise: { from, to }, onEnd }: { rise: Rise; onEnd: () => void }) {
  const words = ceremonyWords()
  const latest = useRef(onEnd)
  latest.current = onEnd
  useEffect(() => {
    let isOver = false
    wait(prefersStillness() ? 0 : longestMs).then(() => {
      if (!isOver) latest.current()
    })
    return () => {
      isOver = true
    }
  }, [])
  return (
    <View
      className={`rising member--${to}`}
      hoverClass="rising--pressed"
      onClick={onEnd}
      {...aria({ role: 'button', label: words.skipNamed(tierName(to)) })}
    >
      <View className="rising__stars" />
      <View className="rising__stars rising__stars--late" />
      <View className="rising__ridge" />
      <View className="rising__badge">
        <Icon name="star" size="huge" />
      </View>
      <View className="rising__words">{words.congratulations}</View>
      <View className="rising__tier">{tierName(to)}</View>
      <View className="rising__step">{words.step(tierName(from), tierName(to))}</View>
      <View className="rising__skip">{words.skip}</View>
    </View>
  )
}
