import { Alert, App } from 'antd'
import { useRef } from 'react'
import { Link } from 'wouter'
import { newKey, server } from '../../server/server'
import { ReasonModal } from '../../ui/ReasonModal'
import { versionTexts } from './words'

/** Stops a benefit at once, with the reason that another person will read. */
export function TakeDownModal({
  benefit,
  onClose,
  onDone,
}: {
  benefit: { id: string; title: string }
  onClose: () => void
  onDone: () => void
}) {
  const texts = versionTexts()
  const { notification } = App.useApp()
  const asked = useRef({ reason: '', key: newKey() })
  const takeDown = async (reason: string) => {
    // Another reason is another wish, under a key of its own.
    if (asked.current.reason !== reason) asked.current = { reason, key: newKey() }
    const params = { benefitId: benefit.id }
    const { requestId } = await server.versions.takeDown({ params, body: { reason }, key: asked.current.key })
    onClose()
    onDone()
    notification.success({
      title: `${texts.takenDown} · ${benefit.title}`,
      description: (
        <>
          {texts.takenDownText} <Link href={`~/console/requests/${requestId}`}>{texts.openRequest}</Link>
        </>
      ),
    })
  }
  return (
    <ReasonModal
      danger
      title={texts.takeDownTitle(benefit.title)}
      okText={texts.takeDown}
      onReason={takeDown}
      onClose={onClose}
    >
      <Alert type="warning" showIcon title={texts.takeDownText} style={{ marginBottom: 16 }} />
    </ReasonModal>
  )
}
