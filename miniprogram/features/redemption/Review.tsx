import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Redemption } from '../../../shared/contract/redemption'
import { riskReasonWords } from '../../../shared/words/risk'
import { asTrouble, type Trouble } from '../../answers/answer'
import { server } from '../../session/server'
import { Button } from '../../ui/Button'
import { Card } from '../../ui/Card'
import { Notice } from '../../ui/Notice'
import { Row } from '../../ui/Row'
import { Sheet } from '../../ui/Sheet'
import { Refusal } from '../../wechat/refusal'
import { refusalSentence } from '../../words/refusalSentence'
import { say } from '../../words/words'
import { reviewWords } from './reviewWords'
import { StepUpStep } from './StepUpStep'

interface ReviewProps {
  id: string
  review: NonNullable<Redemption['review']>
  /** It was set free, or decided on meanwhile: this is what it is now. */
  onDecided: (redemption: Redemption) => void
}

/** Why a redemption is held, and the one thing that sets it free. */
export function Review({ id, review, onDecided }: ReviewProps) {
  const words = reviewWords()
  const [proving, setProving] = useState(false)
  const canClear = review.clearBy === 'step_up'
  return (
    <>
      <Card title={words.why} flush>
        {review.reasons.map((reason) => (
          <Row key={reason} title={say(riskReasonWords[reason])} />
        ))}
        <View className="review">
          <View className="review__text">{canClear ? words.clearText : words.waitText}</View>
          {canClear && <Button onClick={() => setProving(true)}>{words.clear}</Button>}
        </View>
      </Card>
      {proving && (
        <Sheet title={words.clearTitle} onClose={() => setProving(false)}>
          <Clearing
            id={id}
            onDecided={(redemption) => {
              setProving(false)
              onDecided(redemption)
            }}
          />
        </Sheet>
      )}
    </>
  )
}

function Clearing({ id, onDecided }: Pick<ReviewProps, 'id' | 'onDecided'>) {
  const words = reviewWords()
  const { trouble, busy, clear } = useClearing(id, onDecided)
  return (
    <>
      {trouble && <Notice tone="danger">{refusalSentence(trouble)}</Notice>}
      {busy ? (
        <Button busy disabled>
          {words.clearing}
        </Button>
      ) : (
        !isFinal(trouble) && (
          <StepUpStep purpose={{ for: 'review', redemptionId: id }} confirm={words.clearAndGet} onProven={clear} />
        )
      )}
    </>
  )
}

/** No second proof helps any more. */
function isFinal(trouble: Trouble | undefined): boolean {
  return trouble instanceof Refusal && trouble.code !== 'step_up_required'
}

function useClearing(id: string, onDecided: (redemption: Redemption) => void) {
  const [trouble, setTrouble] = useState<Trouble>()
  const [busy, setBusy] = useState(false)
  const clear = async (stepUp: string) => {
    setBusy(true)
    setTrouble(undefined)
    try {
      onDecided(await server.risk.clear({ params: { redemptionId: id }, body: { stepUp } }))
    } catch (error) {
      setTrouble(asTrouble(error))
      setBusy(false)
    }
  }
  return { trouble, busy, clear }
}
