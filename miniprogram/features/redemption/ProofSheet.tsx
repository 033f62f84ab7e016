import { Text, View } from '@tarojs/components'
import { useCallback, useEffect, useState } from 'react'
import type { DeliveryProof } from '../../../shared/contract/redemption'
import { asTrouble, type Trouble } from '../../answers/answer'
import { server } from '../../session/server'
import { Notice } from '../../ui/Notice'
import { Row } from '../../ui/Row'
import { Sheet } from '../../ui/Sheet'
import { Skeleton } from '../../ui/Skeleton'
import { uiWords } from '../../ui/words'
import { open } from '../../wechat/navigation'
import { formatMoment } from '../../words/dates'
import { refusalSentence } from '../../words/refusalSentence'
import { redemptionWords } from './words'

/** Asked for when it is opened: hardly anybody needs it, and who does wants it as it is now. */
export function ProofSheet({ redemptionId, onClose }: { redemptionId: string; onClose: () => void }) {
  const [proof, setProof] = useState<DeliveryProof>()
  const [trouble, setTrouble] = useState<Trouble>()
  const ask = useCallback(async () => {
    setTrouble(undefined)
    try {
      setProof(await server.redemption.proof({ params: { redemptionId } }))
    } catch (error) {
      setTrouble(asTrouble(error))
    }
  }, [redemptionId])
  useEffect(() => {
    ask()
  }, [ask])
  return (
    <Sheet title={redemptionWords().proof} onClose={onClose}>
      {trouble && (
        <Notice tone="danger" action={{ text: uiWords().retry, onClick: ask }}>
          {refusalSentence(trouble)}
        </Notice>
      )}
      {proof ? <Proof proof={proof} /> : !trouble && <Skeleton rows={3} />}
    </Sheet>
  )
}

/** By whose word it was delivered, and which entries took the points. */
export function Proof({ proof }: { proof: DeliveryProof }) {
  const words = redemptionWords()
  const { serial, orderNo, codeId, evidence, evidenceHash, transactionIds, deliveredAt, delivery } = proof
  const count = transactionIds.length
  return (
    <>
      <Line name={words.serial} value={serial} />
      <Line name={words.orderNo} value={orderNo} />
      <Line name={words.codeId} value={codeId} />
      <Line name={words.evidenceHash} value={evidenceHash && hashEnds(evidenceHash)} />
      <View className="proof-rows">
        {evidence && <Row title={words.evidence} end={words.evidences[evidence]} />}
        <Row title={delivery === 'topup' ? words.deliveredAt : words.issuedAt} end={formatMoment(deliveredAt)} />
        {count > 0 ? (
          <Row title={words.entries} end={words.entryCount(count)} onClick={() => open('ledger')} />
        ) : (
          <Row title={words.entries} end={words.noEntries} />
        )}
      </View>
      <View className="proof-note">{words.proofNote}</View>
    </>
  )
}

function Line({ name, value }: { name: string; value: string | null }) {
  if (value === null) return null
  return (
    <View className="proof-line">
      <View className="proof-line__name">{name}</View>
      <Text className="proof-line__value" selectable>
        {value}
      </Text>
    </View>
  )
}

/** "8f3a01bc … 77e0d21f": enough to compare by eye. */
export function hashEnds(hash: string): string {
  return `${hash.slice(0, 8)} … ${hash.slice(-8)}`
}
