import { Divider, Flex, Typography } from 'antd'
import { server } from '../../server/server'
import { useAnswer } from '../../server/useAnswer'
import { DeskPage } from '../../ui/DeskPage'
import { EventLine } from './AccountNotice'
import { accountTexts } from './accountWords'

/** What was done with one's own account, by oneself and by others. */
export function AccountEvents() {
  const texts = accountTexts()
  const { data, error, reload } = useAnswer('account events', () => server.desk.account())
  return (
    <DeskPage title="" error={error} onRetry={reload}>
      <Divider />
      <Typography.Title level={5}>{texts.title}</Typography.Title>
      {data?.events.length === 0 && <Typography.Text type="secondary">{texts.none}</Typography.Text>}
      <Flex vertical gap={8}>
        {data?.events.map((event) => (
          <EventLine key={event.id} event={event} />
        ))}
      </Flex>
    </DeskPage>
  )
}
