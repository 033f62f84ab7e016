import { Button, Card, Typography } from 'antd'
import { useState } from 'react'
import { server } from '../../server/server'
import { useAction } from '../../server/useAction'
import { useForgetOnLock } from '../../ui/lock'
import { NotDone } from '../../ui/NotDone'
import { requestTexts } from './words'

/** The code of an approved request: shown once, and gone when the page is left. */
export function RevealOnce({ requestId }: { requestId: string }) {
  const texts = requestTexts()
  const [code, setCode] = useState<string>()
  const { act, isActing, sentence } = useAction(async () => {
    const shown = await server.support.revealCode({ params: { requestId }, body: {} })
    setCode(shown.code)
  })
  useForgetOnLock(() => setCode(undefined))
  return (
    <Card>
      <NotDone sentence={sentence} />
      {code === undefined ? (
        <>
          <Typography.Paragraph>{texts.revealText}</Typography.Paragraph>
          <Button type="primary" loading={isActing} onClick={() => act(undefined)}>
            {texts.reveal}
          </Button>
        </>
      ) : (
        <>
          <Typography.Title level={3} copyable style={{ overflowWrap: 'anywhere' }}>
            {code}
          </Typography.Title>
          <Typography.Text type="secondary">{texts.revealDone}</Typography.Text>
        </>
      )}
    </Card>
  )
}
