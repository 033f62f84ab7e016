import { Alert, Button, Flex, Typography } from 'antd'
import { type ReactNode, useEffect } from 'react'
import { sentenceOf } from '../server/refusal'
import { say, words } from '../words/words'

const texts = words({
  zh: { again: '重试', console: '卡权控制台' },
  en: { again: 'Try again', console: 'Kaquan console' },
})

/** A page of the desk, or a part of one that has no name of its own: its name, what can be done on it, and what went wrong where its answer did not come. */
export function DeskPage({
  title,
  actions,
  error,
  onRetry,
  children,
}: {
  title: string
  actions?: ReactNode
  error?: unknown
  onRetry?: () => void
  children: ReactNode
}) {
  useTabTitle(title)
  return (
    <>
      {(title !== '' || actions) && (
        <Flex align="center" justify="space-between" gap={16} wrap style={{ marginBottom: 16 }}>
          <Typography.Title level={3} style={{ margin: 0 }}>
            {title}
          </Typography.Title>
          <Flex gap={8}>{actions}</Flex>
        </Flex>
      )}
      {error !== undefined && (
        <Alert
          type="error"
          showIcon
          title={sentenceOf(error)}
          action={onRetry && <Button onClick={onRetry}>{say(texts).again}</Button>}
          style={{ marginBottom: 16 }}
        />
      )}
      {children}
    </>
  )
}

/** Tabs and history tell pages apart; a part of a page has no name of its own. */
function useTabTitle(title: string): void {
  useEffect(() => {
    if (title !== '') document.title = `${title} · ${say(texts).console}`
  }, [title])
}
