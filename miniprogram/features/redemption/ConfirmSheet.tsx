import { View } from '@tarojs/components'
import { useRef, useState } from 'react'
import type { BenefitDetail } from '../../../shared/contract/catalogue'
import { server } from '../../session/server'
import { Amount } from '../../ui/Amount'
import { Button } from '../../ui/Button'
import { Notice } from '../../ui/Notice'
import { Row } from '../../ui/Row'
import { Sheet } from '../../ui/Sheet'
import { newKey, now, wait } from '../../wechat/chance'
import { replace } from '../../wechat/navigation'
import { storage } from '../../wechat/storage'
import { refusalSentence } from '../../words/refusalSentence'
import { type Outcome, openAttempt, redeem, settle } from './redeem'
import type { Quote } from './whyNot'
import { redemptionWords } from './words'

interface ConfirmSheetProps {
  benefit: BenefitDetail
  quote: Quote
  onClose: () => void
}

type State = { kind: 'asked' } | { kind: 'busy' } | Outcome

const { redemption, entitlements } = server
const tools = { redemption, entitlements, storage, newKey, now, wait }

/** The last look before points are spent. */
export function ConfirmSheet({ benefit, quote, onClose }: ConfirmSheetProps) {
  const words = redemptionWords()
  const [state, setState] = useState<State>({ kind: 'asked' })
  const underWay = useRef(false)

  const act = async (ask: () => Promise<Outcome>) => {
    // State arrives a moment late; a double tap does not wait for it.
    if (underWay.current) return
    underWay.current = true
    setState({ kind: 'busy' })
    const outcome = await ask().finally(() => {
      underWay.current = false
    })
    if (outcome.kind === 'redeemed') replace('result', { id: outcome.redemption.id })
    else setState(outcome)
  }
  const confirm = () => act(() => redeem(tools, { benefitId: benefit.id, points: quote.points }))
  const askAgain = () =>
    act(async () => {
      const attempt = openAttempt(storage, { benefitId: benefit.id })
      return attempt ? settle(tools, attempt) : { kind: 'unsettled' }
    })

  return (
    <Sheet title={words.confirmTitle} onClose={onClose}>
      <View className="confirm__title">{benefit.title}</View>
      <View className="confirm__rows">
        <Row title={words.before} end={<Amount value={quote.balanceBefore} />} />
        <Row title={words.cost} end={<Amount value={-quote.points} tone="brand" />} />
        <Row title={words.after} end={<Amount value={quote.balanceAfter ?? 0} />} />
        <Row title={words.redeemedByMe} end={words.ofLimit(quote.redeemedByMe, quote.limitPerPerson)} />
      </View>
      <View className="confirm__notice">
        <Told state={state} />
      </View>
      {state.kind === 'unsettled' ? (
        <View className="confirm__unsettled">
          <Button onClick={askAgain}>{words.askAgain}</Button>
          <Button kind="plain" onClick={confirm}>
            {words.sendAgain}
          </Button>
        </View>
      ) : (
        <Button busy={state.kind === 'busy'} onClick={confirm}>
          {state.kind === 'busy' ? words.redeeming : words.confirm}
        </Button>
      )}
    </Sheet>
  )
}

function Told({ state }: { state: State }) {
  const words = redemptionWords()
  if (state.kind === 'refused') return <Notice tone="danger">{refusalSentence(state.refusal)}</Notice>
  if (state.kind === 'unsettled') return <Notice tone="warn">{words.unsettled}</Notice>
  return <Notice>{words.final}</Notice>
}
