import { Card, Flex, Typography } from 'antd'
import { useState } from 'react'
import { Enrol } from './Enrol'
import { SignIn } from './SignIn'
import type { SignedIn } from './useStanding'
import { doorWords } from './words'

/** The way in: signing in, or setting up an account first. */
export function Door({ onSignedIn }: { onSignedIn: (who: SignedIn) => void }) {
  const texts = doorWords()
  const [isEnrolling, setEnrolling] = useState(false)
  return (
    <Flex align="center" justify="center" style={{ minHeight: '100%', padding: 24 }}>
      <main style={{ width: 400, maxWidth: '100%' }}>
        <Typography.Title level={2} style={{ marginBottom: 0 }}>
          {texts.title}
        </Typography.Title>
        <Typography.Paragraph type="secondary">{texts.subtitle}</Typography.Paragraph>
        <Card>
          {isEnrolling ? (
            <Enrol onSignedIn={onSignedIn} onBack={() => setEnrolling(false)} />
          ) : (
            <SignIn onSignedIn={onSignedIn} onFirst={() => setEnrolling(true)} />
          )}
        </Card>
      </main>
    </Flex>
  )
}
