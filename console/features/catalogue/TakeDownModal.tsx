import { Alert, App } from 'antd'
import { Link } from 'wouter'
import { server } from '../../server/server'
import { useWishKey } from '../../server/useWishKey'
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
  const keyOf = useWishKey()
  const takeDown = async (reason: string) => {
    const params = { benefitId: benefit.id }
    const { requestId } = await server.versions.takeDown({ params, body: { reason }, key: keyOf(reason) })
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
