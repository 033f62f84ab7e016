import { useEffect, useState } from 'react'
import type { Notice as News } from '../../../shared/contract/notifications'
import { useList } from '../../answers/useList'
import { server } from '../../session/server'
import { Answered } from '../../ui/Answered'
import { Empty } from '../../ui/Empty'
import { ListEnd } from '../../ui/ListEnd'
import { LongList } from '../../ui/LongList'
import { Page } from '../../ui/Page'
import { open } from '../../wechat/navigation'
import { useEndReached, usePull } from '../../wechat/page'
import { Message } from './Message'
import './settings.scss'
import { inboxWords } from './words'

/** Of a message of two lines, in px. */
const messageHeight = 112
const idOf = ({ id }: News) => id

export default function InboxPage() {
  const words = inboxWords()
  const { answer, more, loadMore, reload } = useList({
    name: 'inbox',
    keep: true,
    keyOf: idOf,
    ask: async (cursor) => {
      const { notices, next } = await server.notifications.inbox({ query: { cursor } })
      return { items: notices, next }
    },
  })
  usePull(reload)
  useEndReached(loadMore)
  useRead(answer.phase === 'ready' && !answer.trouble ? answer.data[0] : undefined)
  return (
    <Page title={words.title}>
      <Answered answer={answer} reload={reload}>
        {(notices) =>
          notices.length === 0 ? (
            <Empty
              icon="bell"
              title={words.empty}
              text={words.emptyText}
              action={{ text: words.settings, onClick: () => open('notifications') }}
            />
          ) : (
            <>
              <LongList label={words.list} items={notices} keyOf={idOf} rowHeight={messageHeight}>
                {drawMessage}
              </LongList>
              <ListEnd more={more} loadMore={loadMore} />
            </>
          )
        }
      </Answered>
    </Page>
  )
}

/** What stands on the screen has been read; the marks stay until the page is opened anew. */
function useRead(newest: News | undefined): void {
  const [readUpTo, setReadUpTo] = useState<string>()
  const upTo = newest && !newest.read ? newest.id : undefined
  useEffect(() => {
    if (upTo === undefined || upTo === readUpTo) return
    setReadUpTo(upTo)
    // Nobody waits for it: what was not marked now is marked the next time.
    server.notifications.read({ body: { upTo } }).catch(() => {})
  }, [upTo, readUpTo])
}

function drawMessage(notice: News) {
  return <Message notice={notice} />
}
