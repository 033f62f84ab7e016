import { Button, Typography } from 'antd'
import { useState } from 'react'
import { server } from '../../server/server'
import { useForgetOnLock } from '../../ui/lock'
import { ReasonModal } from '../../ui/ReasonModal'
import { cardholderTexts } from './words'

/** The whole phone number, for a reason; it is forgotten when the page is left. */
export function Unmask({ cardholderId }: { cardholderId: string }) {
  const texts = cardholderTexts()
  const [isAsking, setAsking] = useState(false)
  const [phone, setPhone] = useState<string | null>()
  useForgetOnLock(() => setPhone(undefined))
  if (phone) {
    return (
      <Typography.Text strong copyable className="figures">
        {phone}
      </Typography.Text>
    )
  }
  const show = async (reason: string) => {
    const shown = await server.support.unmask({ params: { cardholderId }, body: { reason } })
    setPhone(shown.phone)
    setAsking(false)
  }
  return (
    <>
      <Button size="small" onClick={() => setAsking(true)}>
        {texts.unmask}
      </Button>
      {isAsking && (
        <ReasonModal title={texts.unmask} okText={texts.show} onReason={show} onClose={() => setAsking(false)}>
          <Typography.Paragraph>{texts.unmaskText}</Typography.Paragraph>
        </ReasonModal>
      )}
    </>
  )
}
