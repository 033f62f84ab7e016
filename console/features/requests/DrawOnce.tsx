import { Button, Card, Typography } from 'antd'
import { useState } from 'react'
import { server } from '../../server/server'
import { useAction } from '../../server/useAction'
import { useForgetOnLock } from '../../ui/lock'
import { NotDone } from '../../ui/NotDone'
import { formatMoment } from '../../words/moments'
import { requestTexts } from './words'

interface Drawn {
  operator: { login: string | null }
  enrolmentCode: string
  enrolmentUntil: string
}

/** The enrolment code of an account that somebody else approved: made and shown once, and gone when the page is left. */
export function DrawOnce({ requestId }: { requestId: string }) {
  const texts = requestTexts()
  const [drawn, setDrawn] = useState<Drawn>()
  const { act, isActing, sentence } = useAction(async () => {
    setDrawn(await server.desk.drawEnrolment({ params: { requestId }, body: {} }))
  })
  useForgetOnLock(() => setDrawn(undefined))
  return (
    <Card>
      <NotDone sentence={sentence} />
      {drawn === undefined ? (
        <>
          <Typography.Paragraph>{texts.drawText}</Typography.Paragraph>
          <Button type="primary" loading={isActing} onClick={() => act(undefined)}>
            {texts.draw}
          </Button>
        </>
      ) : (
        <>
          <Typography.Title level={3} copyable style={{ overflowWrap: 'anywhere' }}>
            {drawn.enrolmentCode}
          </Typography.Title>
          <Typography.Text type="secondary">
            {texts.drawn(drawn.operator.login ?? '', formatMoment(drawn.enrolmentUntil))}
          </Typography.Text>
        </>
      )}
    </Card>
  )
}
