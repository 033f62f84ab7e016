import { Descriptions, Skeleton } from 'antd'
import type { Api } from '../../../shared/contract/api'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import { server } from '../../server/server'
import { useAnswer } from '../../server/useAnswer'
import { DeskPage } from '../../ui/DeskPage'
import { Points } from '../../ui/Figures'
import { formatMoment } from '../../words/moments'
import { cardholderTexts } from './words'

/** A redemption as its owner sees it, masked, with what proves that it was delivered. */
export function RedemptionFacts({ cardholderId, redemptionId }: { cardholderId: string; redemptionId: string }) {
  const { data, error, reload } = useAnswer(redemptionId, () =>
    server.operators.cardholderRedemption({ params: { cardholderId, redemptionId }, query: {} }),
  )
  return (
    <DeskPage title="" error={error} onRetry={reload}>
      {!data && error === undefined && <Skeleton active />}
      {data && <Facts {...data} />}
    </DeskPage>
  )
}

function Facts({ redemption, proof }: ReplyOf<Api['operators']['cardholderRedemption']>) {
  const texts = cardholderTexts()
  const fact = (key: string, label: string, children: string | null | undefined) =>
    children ? { key, label, children } : null
  const items = [
    fact('title', texts.benefit, redemption.title),
    fact('number', texts.number, redemption.id),
    fact('state', texts.kind, texts.states[redemption.state]),
    { key: 'points', label: texts.change, children: <Points amount={-redemption.points} isChange /> },
    fact('at', texts.at, formatMoment(redemption.redeemedAt)),
    fact('code', texts.code, redemption.codeMasked),
    fact('validUntil', texts.validUntil, redemption.validUntil && formatMoment(redemption.validUntil)),
    fact('account', texts.account, redemption.accountMasked),
    fact('order', texts.order, redemption.orderNo),
    fact('failure', texts.failure, redemption.failure),
    fact('delivered', texts.deliveredAt, proof && formatMoment(proof.deliveredAt)),
    fact('evidence', texts.evidence, proof?.evidence && texts.evidenceKinds[proof.evidence]),
    fact('serial', texts.serial, proof?.serial),
    fact('hash', 'SHA-256', proof?.evidenceHash),
    fact('entries', texts.entriesOf, proof?.transactionIds.join(', ')),
  ].filter((item) => item !== null)
  return <Descriptions column={1} size="small" items={items} styles={{ content: { overflowWrap: 'anywhere' } }} />
}
