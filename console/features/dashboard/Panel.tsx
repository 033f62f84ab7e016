import { Card, Typography } from 'antd'
import type { ReactNode } from 'react'

/** A part of the dashboard: what it is about, how its figures are reckoned, and the figures. */
export function Panel({
  title,
  definition,
  extra,
  children,
}: {
  title: string
  definition?: string
  extra?: ReactNode
  children: ReactNode
}) {
  return (
    <Card title={title} extra={extra} style={{ marginBottom: 16 }}>
      {definition && <Typography.Paragraph type="secondary">{definition}</Typography.Paragraph>}
      {children}
    </Card>
  )
}
