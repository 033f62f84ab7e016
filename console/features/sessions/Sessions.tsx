import { Button, Drawer, List, Skeleton, Tag } from 'antd'
import { lazy, Suspense } from 'react'
import type { DeskSession } from '../../../shared/contract/desk'
import { server } from '../../server/server'
import { useAnswer } from '../../server/useAnswer'
import { DeskPage } from '../../ui/DeskPage'
import { formatMoment } from '../../words/moments'
import { say, words } from '../../words/words'

const AccountEvents = lazy(() =>
  import('../operators/AccountEvents').then((loaded) => ({ default: loaded.AccountEvents })),
)

const texts = words({
  zh: {
    title: '登录的设备',
    here: '本机',
    end: '退出',
    seen: (moment: string) => `最近使用 ${moment}`,
    until: (moment: string) => `到 ${moment} 结束`,
  },
  en: {
    title: 'Signed-in browsers',
    here: 'This one',
    end: 'Sign out',
    seen: (moment) => `last used ${moment}`,
    until: (moment) => `ends ${moment}`,
  },
})

/** Where I am signed in, each with a way out. */
export function Sessions({ onClose, onLeft }: { onClose: () => void; onLeft: () => void }) {
  const said = say(texts)
  const { data, error, isLoading, reload } = useAnswer('sessions', () => server.desk.sessions({ query: {} }))
  const end = async ({ id, current }: DeskSession) => {
    await server.desk.endSession({ params: { sessionId: id } })
    if (current) onLeft()
    else await reload()
  }
  return (
    <Drawer open onClose={onClose} title={said.title} size="large">
      <DeskPage title="" error={error} onRetry={reload}>
        <List
          loading={isLoading}
          dataSource={data?.sessions ?? []}
          renderItem={(session) => (
            <List.Item
              actions={[
                <Button key="end" onClick={() => end(session)}>
                  {said.end}
                </Button>,
              ]}
            >
              <List.Item.Meta
                title={
                  <>
                    {session.address} {session.current && <Tag color="green">{said.here}</Tag>}
                  </>
                }
                description={`${session.agent} · ${said.seen(formatMoment(session.lastSeenAt))} · ${said.until(formatMoment(session.expiresAt))}`}
              />
            </List.Item>
          )}
        />
      </DeskPage>
      <Suspense fallback={<Skeleton active />}>
        <AccountEvents />
      </Suspense>
    </Drawer>
  )
}
