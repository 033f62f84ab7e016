import { View } from '@tarojs/components'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Redemption, WalletShelf } from '../../../shared/contract/redemption'
import { useList } from '../../answers/useList'
import { server } from '../../session/server'
import { Answered } from '../../ui/Answered'
import { Empty } from '../../ui/Empty'
import type { IconName } from '../../ui/Icon'
import { ListEnd } from '../../ui/ListEnd'
import { LongList } from '../../ui/LongList'
import { Notice } from '../../ui/Notice'
import { Page } from '../../ui/Page'
import { Tabs } from '../../ui/Tabs'
import { open } from '../../wechat/navigation'
import { useEndReached, usePull } from '../../wechat/page'
import { CodeCard } from './CodeCard'
import { useMarkUsed } from './useMarkUsed'
import { useOpenAttempts } from './useOpenAttempts'
import './wallet.scss'
import { walletWords } from './words'

const shelves: WalletShelf[] = ['usable', 'used', 'ended']
/** Of a card with a code, which is the most common one, in px. */
const cardHeight = 176
const idOf = ({ id }: Redemption) => id

export default function WalletPage() {
  const words = walletWords()
  const [shelf, setShelf] = useState<WalletShelf>('usable')
  const { answer, more, loadMore, reload, change } = useList({
    name: `wallet:${shelf}`,
    keep: true,
    ask: async (cursor) => {
      const { redemptions, next } = await server.redemption.wallet({ query: { shelf, cursor } })
      return { items: redemptions, next }
    },
  })
  const waiting = useOpenAttempts(reload)
  usePull(reload)
  useEndReached(loadMore)

  const [moved, setMoved] = useState<Redemption>()
  const { mark, told } = useMarkUsed((marked) => {
    setMoved(marked)
    change((all) => all.filter(({ id }) => id !== marked.id))
  })
  const takeBack = async () => {
    if (moved) await mark(moved, moved.usedAt === null)
    setMoved(undefined)
    reload()
  }
  // When all that was shown has moved away, there is no end to be reached.
  const isBare = answer.phase === 'ready' && answer.data.length === 0 && more === 'something'
  useEffect(() => {
    if (isBare) loadMore()
  }, [isBare, loadMore])
  const choose = (chosen: WalletShelf) => {
    setMoved(undefined)
    setShelf(chosen)
  }
  const draw = useDrawn(mark)
  return (
    <Page title={words.title} tab="wallet">
      {waiting && <Told tone="warn">{words.openAttempt}</Told>}
      {answer.phase !== 'failed' && (
        <Tabs
          label={words.shown}
          choices={shelves.map((value) => ({ value, text: words.shelves[value] }))}
          chosen={shelf}
          onChoose={choose}
        />
      )}
      {told && <Told tone="danger">{told}</Told>}
      {moved && (
        <Told tone="good" action={{ text: words.undo, onClick: takeBack }}>
          {(moved.usedAt ? words.movedToUsed : words.movedBack)(moved.title)}
        </Told>
      )}
      <Answered answer={answer} reload={reload}>
        {(redemptions) =>
          redemptions.length === 0 && more === 'nothing' ? (
            <Nothing shelf={shelf} />
          ) : (
            <>
              <LongList label={words.shelves[shelf]} items={redemptions} keyOf={idOf} rowHeight={cardHeight}>
                {draw}
              </LongList>
              <ListEnd more={more} loadMore={loadMore} />
            </>
          )
        }
      </Answered>
    </Page>
  )
}

/** One function for as long as the page lives: the list draws everything anew for another one. */
function useDrawn(mark: (redemption: Redemption, used: boolean) => void) {
  const latest = useRef(mark)
  latest.current = mark
  return useCallback(
    (redemption: Redemption) => <CodeCard redemption={redemption} onUsed={(one, used) => latest.current(one, used)} />,
    [],
  )
}

function Told(props: Parameters<typeof Notice>[0]) {
  return (
    <View className="page__notice">
      <Notice {...props} />
    </View>
  )
}

const emptyIcons: Record<WalletShelf, IconName> = { usable: 'wallet', used: 'check-circle', ended: 'clock' }

function Nothing({ shelf }: { shelf: WalletShelf }) {
  const { empty, browse } = walletWords()
  const action = { text: browse, onClick: () => open('catalogue') }
  return <Empty icon={emptyIcons[shelf]} {...empty[shelf]} action={action} />
}
