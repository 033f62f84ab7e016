import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Redemption } from '../../../shared/contract/redemption'
import { useList } from '../../answers/useList'
import { server } from '../../session/server'
import { Answered } from '../../ui/Answered'
import { Chips } from '../../ui/Chips'
import { Empty } from '../../ui/Empty'
import { ListEnd } from '../../ui/ListEnd'
import { Notice } from '../../ui/Notice'
import { Page } from '../../ui/Page'
import { open } from '../../wechat/navigation'
import { useEndReached, usePull } from '../../wechat/page'
import { CodeCard } from './CodeCard'
import { useOpenAttempts } from './useOpenAttempts'
import './wallet.scss'
import { walletWords } from './words'

type Shown = 'usable' | 'past'

export default function WalletPage() {
  const words = walletWords()
  const [shown, setShown] = useState<Shown>('usable')
  const { answer, more, loadMore, reload } = useList({
    name: 'wallet',
    keep: true,
    ask: async (cursor) => {
      const { redemptions, next } = await server.redemption.wallet({ query: { cursor } })
      return { items: redemptions, next }
    },
  })
  const waiting = useOpenAttempts(reload)
  usePull(reload)
  useEndReached(loadMore)
  const choices = [
    { value: 'usable' as const, text: words.usable },
    { value: 'past' as const, text: words.past },
  ]
  return (
    <Page title={words.title} tab="wallet">
      {waiting && (
        <View className="page__notice">
          <Notice tone="warn">{words.openAttempt}</Notice>
        </View>
      )}
      {answer.phase !== 'failed' && <Chips label={words.shown} choices={choices} chosen={shown} onChoose={setShown} />}
      <Answered answer={answer} reload={reload}>
        {(all) => {
          const redemptions = all.filter((one) => isPast(one) === (shown === 'past'))
          if (redemptions.length === 0 && more === 'nothing') return <Nothing shown={shown} />
          return (
            <>
              {redemptions.map((redemption) => (
                <CodeCard key={redemption.id} redemption={redemption} />
              ))}
              <ListEnd more={more} loadMore={loadMore} />
            </>
          )
        }}
      </Answered>
    </Page>
  )
}

/** Nothing is left to be done with it: it has arrived, expired or failed. */
function isPast({ expired, state, delivery }: Redemption): boolean {
  return expired || state === 'failed' || (state === 'delivered' && delivery === 'topup')
}

function Nothing({ shown }: { shown: Shown }) {
  const words = walletWords()
  if (shown === 'past') return <Empty icon="clock" title={words.emptyPast} text={words.emptyPastText} />
  const browse = { text: words.browse, onClick: () => open('catalogue') }
  return <Empty icon="wallet" title={words.emptyTitle} text={words.emptyText} action={browse} />
}
