import { Empty, Flex, Typography } from 'antd'
import type { ReactNode } from 'react'

/** Where there is nothing: why that is so, and what can be done instead. */
export function EmptyState({ text, action }: { text: string; action?: ReactNode }) {
  const said = <Typography.Text type="secondary">{text}</Typography.Text>
  return (
    <Flex vertical align="center" style={{ padding: 24 }}>
      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={said}>
        {action}
      </Empty>
    </Flex>
  )
}
